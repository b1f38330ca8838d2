import { type Policy, USUAL_METHODS } from "@corsage/core";
import { RoutedPolicies } from "@corsage/host";
import type { Asked, HandlerRoute } from "./handler-route.ts";
import type { RouteMatcher } from "./route-matcher.ts";
import type { RoutePolicy } from "./route-policy.ts";

/** A route with the policy it is under. */
export interface RouteTarget {
  readonly route: HandlerRoute;
  readonly policy: RoutePolicy | "skip";
}

/** Which handler a request would reach, and under which policy. */
export class RouteTable {
  readonly targets: readonly RouteTarget[];
  readonly #matcher: RouteMatcher;
  readonly #byRoute: ReadonlyMap<HandlerRoute, RouteTarget>;
  /** Every version that some handler has. A preflight tells at most that one will be asked for, never which. */
  readonly #versions: readonly unknown[];
  readonly #methods: readonly string[];
  readonly #policies = new RoutedPolicies();

  constructor(targets: readonly RouteTarget[], matcher: RouteMatcher) {
    this.targets = targets;
    this.#matcher = matcher;
    this.#byRoute = new Map(targets.map((target) => [target.route, target]));
    const routes = targets.map(({ route }) => route);
    this.#versions = [...new Set([undefined, ...routes.flatMap(({ version }) => version)])];
    const named = routes.map(({ method }) => method).filter((method) => method !== "ALL");
    this.#methods = [...new Set([...USUAL_METHODS, ...named])];
  }

  /** The handler that a request reaches. */
  find(asked: Asked): RouteTarget | undefined {
    const route = this.#matcher.find(asked);
    return route && this.#byRoute.get(route);
  }

  /** The handler of any version: start-up has seen to it that those of one path share a policy. */
  findAnyVersion(asked: Omit<Asked, "version">): RouteTarget | undefined {
    for (const version of this.#versions) {
      const target = this.find({ ...asked, version });
      if (target !== undefined) return target;
    }
    return undefined;
  }

  /** `policy` with the methods that reach a handler at this URL under it, or under one defined alike. */
  fillMethods(policy: Policy, asked: Omit<Asked, "version">): Policy {
    if (policy.options.methods !== "auto") return policy;
    const alike = this.#policies.representative(policy);
    const methods = this.#methods.filter((method) => {
      const target = this.findAnyVersion({ ...asked, method });
      if (target === undefined || target.policy === "skip") return false;
      return this.#policies.representative(target.policy.policy.policy) === alike;
    });
    return this.#policies.forMethods(policy, methods);
  }

  compare(): readonly string[] {
    return this.#matcher.compare();
  }
}
