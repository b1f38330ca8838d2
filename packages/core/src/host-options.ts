import type { Decision } from "./decision.ts";
import type { Enforcement, PolicyOptions } from "./options.ts";
import type { Policy } from "./policy.ts";

/**
 * Names of policies. Augment it to have names checked by the compiler:
 *
 * ```ts
 * declare module "@corsage/core" { interface NamedPolicies { partners: true } }
 * ```
 */
// oxlint-disable-next-line typescript/no-empty-interface -- an interface, because only those can be augmented
export interface NamedPolicies {}

export type PolicyName = keyof NamedPolicies extends never
  ? string
  : Extract<keyof NamedPolicies, string>;

export type PolicyRef = PolicyName | PolicyOptions | Policy;

/** Options that every adapter takes beside those of a policy. */
export interface HostOptions {
  /** Policies that routes refer to by name. `'skip'` is reserved. */
  policies?: Record<string, PolicyOptions | Policy>;
  /**
   * CORS headers set by a handler, an upstream or another middleware: `'replace'` (default) removes them for ours,
   * `'keep'` leaves the foreign set whole and drops ours whole. They are never mixed.
   */
  onConflict?: "replace" | "keep";
  /** The application's own origins, for a proxy that rewrites Host: `['https://api.example.com']`. */
  selfOrigins?: readonly string[];
  /** node and NestJS: policies for what has no route metadata. The longest prefix wins, at whole path segments. */
  paths?: readonly { prefix: string; policy: PolicyRef | false }[];
}

/**
 * Flat options, or `policy` for what cannot be flat: a Policy, a name, `false` (nothing crosses unless a route says
 * so). Both at once is an error.
 */
export type CorsOptions = HostOptions & (PolicyOptions | { policy: PolicyRef | false });

/**
 * Per route; it replaces what is farther out, whole. `false`: no other origin may use the route. `'skip'`: untouched,
 * the route answers for itself. `{ policy, enforce }` changes enforcement alone.
 */
export type RouteCors = PolicyRef | false | "skip" | { policy: PolicyRef; enforce: Enforcement };

/** What a running host lets you do. */
export interface CorsHandle {
  /**
   * Puts another policy in force at once, for the application or under a name. Validated first.
   * @throws PolicyError, leaving the old policy in force.
   */
  replace(next: PolicyOptions | Policy): void;
  replace(name: PolicyName, next: PolicyOptions | Policy): void;
  /** What would be decided about a request, and why. Nothing runs. */
  explain(request: {
    method: string;
    url: string;
    origin?: string;
    headers?: Record<string, string>;
  }): Promise<Explanation>;
  /** Every route with its policy's name and the methods that a preflight there is told. */
  routes(): readonly {
    method: string;
    url: string;
    policy: string | undefined;
    methods: readonly string[];
  }[];
}

export interface Explanation {
  readonly decision: Decision;
  readonly policy: Policy;
  readonly policyName: string | undefined;
  readonly route: { method: string; url: string } | undefined;
  readonly sentence: string;
}
