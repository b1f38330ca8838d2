// As `@corsage/fastify`, without the effect of importing it.
import "./augmentation.ts";

export { attachCors } from "./attach.ts";

// The plugin
export { corsPlugin, corsPlugin as default, type CorsPlugin } from "./plugin.ts";
export type { FrameworkErrorHandler } from "./framework-errors.ts";

// What refuses, and what is told
export { type Conflict, CorsRefusal, type DecisionEvent, type ReloadEvent } from "@corsage/host";

// Policies, so that one package is enough
export {
  checkPolicy,
  type CorsHandle,
  type CorsOptions,
  type CorsRequest,
  type Decision,
  definePolicy,
  type Explanation,
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
