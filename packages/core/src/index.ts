// Write a policy
export { checkPolicy, definePolicy, parsePolicy } from "./define-policy.ts";
export type {
  AnonymousPolicyOptions,
  CredentialedOrigin,
  CredentialedPolicyOptions,
  DangerousOptions,
  Enforcement,
  OriginFunction,
  OriginRule,
  OriginTest,
  PolicyOptions,
  PolicyOverrides,
} from "./options.ts";
export { isPolicy, type Policy } from "./policy.ts";
export { equalPolicies } from "./equal-policies.ts";

// What is wrong with it
export {
  createIssue,
  formatIssue,
  formatPath,
  type IssueCode,
  PolicyError,
  type PolicyIssue,
} from "./policy-issue.ts";
export type { IssueDetails } from "./issue-sentences.ts";

// Ask it about a request
export type { CorsRequest } from "./request.ts";
export type {
  AcceptedDecision,
  AllowedDecision,
  Decision,
  DecisionCode,
  ListDecision,
  NoOriginDecision,
  OriginDecision,
  SameOriginDecision,
} from "./decision.ts";
export { forUnroutedPath, judge } from "./judge.ts";
export { describeDecision } from "./describe-decision.ts";

// Carry it into a host
export type {
  CorsHandle,
  CorsOptions,
  Explanation,
  HostOptions,
  NamedPolicies,
  PolicyName,
  PolicyRef,
  RouteCors,
} from "./host-options.ts";
export { isFields, reportUnknownOptions } from "./option-fields.ts";
export { POLICY_OPTION_NAMES } from "./policy-options.ts";
export { display } from "./display.ts";
export { isExactOrigin } from "./origin-pattern.ts";
export { isLoopbackHost } from "./host-name.ts";
export {
  isForbiddenMethod,
  isMethodToken,
  isSafelistedMethod,
  isSafeMethod,
  normalizeMethod,
  USUAL_METHODS,
} from "./method-name.ts";
export { isForbiddenRequestHeader } from "./header-name.ts";
export { isToken, parseFieldNames } from "./token.ts";
export { isSerializedOrigin } from "./origin-syntax.ts";
