// From options to policies
export { CorsHost } from "./cors-host.ts";
export {
  type HostConfiguration,
  type HostOptionsContext,
  parseCorsOptions,
} from "./host-options.ts";
export { type PolicyCell, PolicyCells } from "./policy-cell.ts";
export { PolicyNames } from "./policy-names.ts";
export { type ReferenceContext, resolvePolicy, resolveReference } from "./policy-reference.ts";

// From requests to responses
export { isPreflight, type RawRequest, RequestView } from "./request-view.ts";
export {
  type Conflict,
  guardResponse,
  type GuardOptions,
  type RawResponse,
} from "./response-guard.ts";
export { mergeVary } from "./vary.ts";
export { CorsRefusal } from "./refusal.ts";

// What happened
export {
  conflictChannel,
  decisionChannel,
  type DecisionEvent,
  reloadChannel,
  type ReloadEvent,
} from "./events.ts";
export { HostLog, type Logger } from "./host-log.ts";
