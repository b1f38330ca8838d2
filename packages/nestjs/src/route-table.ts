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
  /** What `@All()` is taken to serve: the usual methods, and every other that some handler names. */
  readonly #methods: readonly string[];
  readonly #neighbours: ReadonlyMap<HandlerRoute, readonly RouteTarget[]>;
  readonly #policies = new RoutedPolicies();
  /** Policies with the methods of their route's path, worked out once for each route. */
  readonly #filled = new Map<HandlerRoute, Policy>();

  constructor(targets: readonly RouteTarget[], matcher: RouteMatcher) {
    this.targets = targets;
    this.#matcher = matcher;
    this.#byRoute = new Map(targets.map((target) => [target.route, target]));
    const routes = targets.map(({ route }) => route);
    this.#versions = [...new Set([undefined, ...routes.flatMap(({ version }) => version)])];
    this.#neighbours = findNeighbours(targets);
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

  /**
   * A handler's policy with the methods that are routed at its path under it, or under one defined alike. By the path
   * as it is declared, not by the URL that is asked for: another pattern may match that too, but a browser which asks
   * again about another method learns as much, and matching every method against every route costs.
   */
  fillMethods(route: HandlerRoute, policy: Policy): Policy {
    if (policy.options.methods !== "auto") return policy;
    let filled = this.#filled.get(route);
    if (filled === undefined) {
      filled = this.#policies.forMethods(policy, this.#methodsUnder(policy, route));
      this.#filled.set(route, filled);
    }
    return filled;
  }

  /** To be called when a policy has been replaced. */
  forgetMethods(): void {
    this.#filled.clear();
  }

  compare(): readonly string[] {
    return this.#matcher.compare();
  }

  #methodsUnder(policy: Policy, route: HandlerRoute): readonly string[] {
    const alike = this.#policies.representative(policy);
    const routed = (this.#neighbours.get(route) ?? []).filter(
      (other) =>
        other.policy !== "skip" &&
        this.#policies.representative(other.policy.policy.policy) === alike,
    );
    const named = new Set(routed.map((other) => other.route.method));
    return this.#methods.filter((method) => named.has("ALL") || named.has(method));
  }
}

/** The routes at each route's path, itself among them, on the same hosts. */
function findNeighbours(
  targets: readonly RouteTarget[],
): ReadonlyMap<HandlerRoute, readonly RouteTarget[]> {
  return new Map(groupByPath(targets).flatMap((group) => group.map(({ route }) => [route, group])));
}

/** Routes that differ in method or version alone. */
export function groupByPath(targets: readonly RouteTarget[]): readonly (readonly RouteTarget[])[] {
  const groups = new Map<string, RouteTarget[]>();
  for (const target of targets) {
    const { url, hosts = [] } = target.route;
    const key = [url, ...hosts.map(String)].join(" ");
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [target]);
    else group.push(target);
  }
  return [...groups.values()];
}
