export { CorsModule } from "./cors-module.ts";
export { CorsGuard } from "./cors-guard.ts";
export { CorsService } from "./cors-service.ts";
export { Cors, NoCors, SkipCors } from "./cors-decorators.ts";
export { CorsDecision } from "./cors-decision.ts";
export { CORS_OPTIONS, type CorsAsyncOptions, type CorsOptionsFactory } from "./cors-options.ts";
export {
  type Conflict,
  conflictChannel,
  CorsRefusal,
  decisionChannel,
  type DecisionEvent,
  reloadChannel,
  type ReloadEvent,
} from "@corsage/host";
export {
  checkPolicy,
  type CorsHandle,
  type CorsOptions,
  type CorsRequest,
  type Decision,
  definePolicy,
  describeDecision,
  type Explanation,
  formatIssue,
  type IssueCode,
  type NamedPolicies,
  type OriginFunction,
  type OriginRule,
  type OriginTest,
  parsePolicy,
  type Policy,
  PolicyError,
  type PolicyIssue,
  type PolicyName,
  type PolicyOptions,
  type PolicyOverrides,
  type PolicyRef,
  type RouteCors,
} from "@corsage/core";
