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
