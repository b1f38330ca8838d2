import type { Policy } from "@corsage/core";
import { RoutedPolicies } from "@corsage/host";
import { policyOf } from "./route-policy.ts";
import { isHidden, type RouteRecord } from "./route-record.ts";
import {
  ANY_VERSION,
  type Derived,
  RouteRouter,
  type RouterOptions,
  type VisibleConstraints,
} from "./route-router.ts";

/** Routes of one method at one pattern that no preflight can tell apart. All have the same policy. */
export interface RouteSlot {
  readonly method: string;
  readonly url: string;
  /** The first stands for all. */
  readonly records: RouteRecord[];
}

/** A copy of Fastify's router that can be asked what would run, without running it. */
export class RouteTable {
  readonly #routers = new Map<string, RouteRouter<RouteSlot>>();
  readonly #options: RouterOptions;
  readonly #policies = new RoutedPolicies();
  readonly slots: RouteSlot[] = [];
  #hasVersions = false;

  constructor(options: RouterOptions) {
    this.#options = options;
  }

  /** Whether any route is one version of several. */
  get hasVersions(): boolean {
    return this.#hasVersions;
  }

  add(record: RouteRecord, url: string): void {
    const constraints = visibleConstraints(record);
    this.#hasVersions ||= constraints.version !== undefined;
    for (const method of record.methods) {
      let router = this.#routers.get(method);
      if (router === undefined) {
        router = new RouteRouter(this.#options);
        this.#routers.set(method, router);
      }
      const standing = router.at(url, constraints);
      if (standing === undefined) {
        const slot = { method, url, records: [record] };
        router.add(url, constraints, slot);
        this.slots.push(slot);
      } else if (isHidden(record) || standing.records.some(isHidden)) {
        standing.records.push(record);
      }
      // Otherwise Fastify keeps the first too: a HEAD that it would have added, declared by hand.
    }
  }

  /** What would run. */
  find(method: string, url: string, derived: Derived): RouteSlot | undefined {
    return this.#routers.get(method)?.find(url, derived);
  }

  /**
   * `policy` with the methods that would run at `url` under it, or under one defined alike. `known` is what `find` said
   * of one of them: among many routes, a look into the router costs more than all the rest.
   */
  fillMethods(policy: Policy, known: RouteSlot, url: string, derived: Derived): Policy {
    if (policy.options.methods !== "auto") return policy;
    const alike = this.#policies.representative(policy);
    const methods: string[] = [];
    for (const [method, router] of this.#routers) {
      const slot = method === known.method ? known : router.find(url, derived);
      const cell = slot?.records[0] && policyOf(slot.records[0]);
      if (cell === undefined || cell === "skip") continue;
      if (this.#policies.representative(cell.policy) === alike) methods.push(method);
    }
    return this.#policies.forMethods(policy, methods);
  }
}

function visibleConstraints({ constraints }: RouteRecord): VisibleConstraints {
  const { host, version } = constraints;
  return {
    ...(host !== undefined && { host }),
    ...(version !== undefined && { version: ANY_VERSION }),
  };
}
