export { createBrowser } from "./browser.ts";
export type { Browser, BrowserOptions } from "./browser.ts";
export type { PageBody } from "./body.ts";
export type { Departure, DepartureId } from "./departure.ts";
export { engineNames } from "./engine.ts";
export type { Engine, EngineName } from "./engine.ts";
export { clauses } from "./failure.ts";
export type { EngineReport, Failure, FailureId, Fault, Stage } from "./failure.ts";
export type { HeaderLine } from "./header-lines.ts";
export { createPreflightCache } from "./preflight-cache.ts";
export type { CacheQuestion, PreflightCache } from "./preflight-cache.ts";
export type { CredentialsMode, Initiator, RedirectMode, WalkInit } from "./page-request.ts";
export type {
  ActualStep,
  CachedPreflightStep,
  ClassifyStep,
  ExposureStep,
  LostStep,
  Outcome,
  PreflightReason,
  PreflightStep,
  RedirectStep,
  Step,
  Trace,
  VisibleResponse,
} from "./trace.ts";
export type { Transport, WireRequest, WireResponse } from "./transport.ts";
export { injectTransport } from "./inject-transport.ts";
export type { InjectableApp, InjectRequest, InjectResponse } from "./inject-transport.ts";
export { policyTransport } from "./policy-transport.ts";
export type { PolicyTransportOptions } from "./policy-transport.ts";
