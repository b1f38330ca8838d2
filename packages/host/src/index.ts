// From options to policies
export { CorsHost } from "./cors-host.ts";
export {
  type HostConfiguration,
  type HostOptionsContext,
  parseCorsOptions,
} from "./host-options.ts";
export { type PathRule, PathRules } from "./path-rules.ts";
export { type PolicyCell, PolicyCells } from "./policy-cell.ts";
export { PolicyNames } from "./policy-names.ts";
export { RoutedPolicies } from "./routed-policies.ts";
export { type ReferenceContext, resolvePolicy, resolveReference } from "./policy-reference.ts";

// From requests to responses
export { ExpressRequestView } from "./express-request-view.ts";
export { claimRequest } from "./request-claim.ts";
export { memoOf } from "./request-memo.ts";
export { type Application, isPreflight, type RawRequest, RequestView } from "./request-view.ts";
export type { Conflict, GuardOptions, RawResponse, Ruling } from "./guarded-headers.ts";
export { answerGuarded, guardResponse, releaseResponse } from "./response-guard.ts";
export { mergeVary } from "./vary.ts";
export { CorsRefusal } from "./refusal.ts";

// What happened
export { explainRequest, readToldRequest, type ToldRequest } from "./explanation.ts";
export {
  conflictChannel,
  decisionChannel,
  type DecisionEvent,
  reloadChannel,
  type ReloadEvent,
} from "./events.ts";
export { HostLog, type Logger } from "./host-log.ts";
