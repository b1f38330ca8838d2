import type { AllowedLists } from "./allowed-lists.ts";
import type { Decision } from "./decision.ts";
import type { PolicyOptions, PolicyOverrides } from "./options.ts";
import type { PolicyIssue } from "./policy-issue.ts";
import type { CorsRequest } from "./request.ts";

/** A compiled policy: checked, immutable, ready to decide. */
export interface Policy {
  /** Canonical: `definePolicy(policy.options)` is the same policy. */
  readonly options: Readonly<PolicyOptions>;
  /** Warnings of its options; hosts log them once. */
  readonly warnings: readonly PolicyIssue[];
  /** Whether `decide` can return a promise: whether a rule is a function. */
  readonly async: boolean;
  /**
   * A policy that differs from this one in the given options, each of which replaces the base's whole. A key that is
   * `undefined` leaves the base's value. Compiled origins are shared.
   * @throws PolicyError if the result could not be defined.
   */
  extend(overrides: PolicyOverrides): Policy;
  /** Fills `methods: 'auto'` with what is routed, sharing the compiled origins; `this` when methods are explicit. */
  forMethods(methods: readonly string[]): Policy;
  /** Applies the policy to a request. Pure; synchronous unless an asynchronous rule was consulted. Never throws. */
  decide(request: CorsRequest): Decision | Promise<Decision>;
}

/**
 * Marks policies, whichever copy of this package in the process made them. A symbol, so that no JSON can claim to be
 * a policy that was checked.
 */
export const POLICY_BRAND: unique symbol = Symbol.for("corsage.policy");

/** What hosts' functions in this package need beyond the public face of a policy. */
export interface BrandedPolicy extends Policy {
  readonly lists: AllowedLists;
  forUnroutedPath(): Policy;
}

/** Whether a value is a compiled policy, so that hosts can take one wherever they take options. */
export function isPolicy(value: unknown): value is BrandedPolicy {
  return typeof value === "object" && value !== null && POLICY_BRAND in value;
}
