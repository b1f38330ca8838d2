export { launch } from "./launch.ts";
export {
  type Chromium,
  type Engine,
  type EngineName,
  engineNames,
  type LaunchOptions,
  type Mark,
  type Message,
  type NetworkFailure,
  type ScreenshotOptions,
} from "./engine.ts";
export { EngineError, type EngineErrorCode } from "./engine-error.ts";
export { enginesToTest, installedEngines } from "./executables.ts";

// Many cases in one page
export { type BatchOptions, type BatchResult, type CaseResult, runBatch } from "./batch.ts";
export { type Identity, PageServer } from "./page-server.ts";
export type {
  BeaconCase,
  EventSourceCase,
  FailedOutcome,
  FetchCase,
  FormCase,
  PageBody,
  PageCase,
  PageOutcome,
  ResponseOutcome,
  SandboxedCase,
  SequenceCase,
  WebSocketCase,
  XhrCase,
} from "./page-case.ts";
