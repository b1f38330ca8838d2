import type { Policy } from "@corsage/core";
import { RoutedPolicies } from "@corsage/host";
import { policyOf, settingsOf } from "./route-policy.ts";
import { isHidden, type RouteRecord } from "./route-record.ts";
import {
  ANY_VERSION,
  type Derived,
  RouteRouter,
  type RouterOptions,
  type VisibleConstraints,
} from "./route-router.ts";
import type { Target } from "./target.ts";

/** Routes of one method at one pattern that no preflight can tell apart. All have the same policy. */
export interface RouteSlot {
  readonly method: string;
  readonly url: string;
  /** The first stands for all. */
  readonly records: RouteRecord[];
  /** The slots of every method at this pattern, itself among them. */
  readonly neighbours: readonly RouteSlot[];
}

interface StandingSlot extends RouteSlot {
  readonly neighbours: StandingSlot[];
  /** `undefined` until a preflight asks. */
  target: Target | "skip" | undefined;
}

/** A copy of Fastify's router that can be asked what would run, without running it. */
export class RouteTable {
  readonly #routers = new Map<string, RouteRouter<StandingSlot>>();
  readonly #options: RouterOptions;
  readonly #policies = new RoutedPolicies();
  readonly #slots: StandingSlot[] = [];
  #hasVersions = false;

  constructor(options: RouterOptions) {
    this.#options = options;
  }

  get slots(): readonly RouteSlot[] {
    return this.#slots;
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
        const neighbours = this.#at(url, constraints)?.neighbours ?? [];
        const slot = { method, url, records: [record], neighbours, target: undefined };
        neighbours.push(slot);
        router.add(url, constraints, slot);
        this.#slots.push(slot);
      } else if (isHidden(record) || standing.records.some(isHidden)) {
        standing.records.push(record);
      }
      // Otherwise Fastify keeps the first too: a HEAD that it would have added, declared by hand.
    }
  }

  /**
   * What a preflight is answered by, if the request that it announces would run a route: that route's policy, with the
   * methods of its path; `"skip"` where it is to be left alone. Worked out once for each route: a look into the router
   * is then all that it costs, and the methods of the path need none, as they are taken from the pattern and not from
   * the URL. Another pattern may match that too, but a browser which asks again about another method learns as much.
   */
  find(method: string, url: string, derived: Derived): Target | "skip" | undefined {
    const slot = this.#routers.get(method)?.find(url, derived);
    return slot && (slot.target ??= this.#createTarget(slot));
  }

  /** A slot's policy with the methods that are routed at its pattern under it, or under one defined alike. */
  fillMethods(policy: Policy, { neighbours }: RouteSlot): Policy {
    if (policy.options.methods !== "auto") return policy;
    const alike = this.#policies.representative(policy);
    const routed = neighbours.filter((slot) => {
      const cell = policyAt(slot);
      if (cell === undefined || cell === "skip") return false;
      return this.#policies.representative(cell.policy) === alike;
    });
    return this.#policies.forMethods(
      policy,
      routed.map(({ method }) => method),
    );
  }

  /** To be called when a policy has been replaced. */
  forgetTargets(): void {
    for (const slot of this.#slots) slot.target = undefined;
  }

  #at(url: string, constraints: VisibleConstraints): StandingSlot | undefined {
    for (const router of this.#routers.values()) {
      const slot = router.at(url, constraints);
      if (slot !== undefined) return slot;
    }
    return undefined;
  }

  #createTarget(slot: StandingSlot): Target | "skip" {
    const cell = policyAt(slot);
    const [record] = slot.records;
    if (record === undefined || cell === undefined || cell === "skip") return "skip";
    const policy = this.fillMethods(cell.policy, slot);
    return { cell: { name: cell.name, policy }, settings: settingsOf(record), route: slot };
  }
}

/** The policy that a slot is under. */
export function policyAt({ records }: RouteSlot): ReturnType<typeof policyOf> {
  return records[0] && policyOf(records[0]);
}

function visibleConstraints({ constraints }: RouteRecord): VisibleConstraints {
  const { host, version } = constraints;
  return {
    ...(host !== undefined && { host }),
    ...(version !== undefined && { version: ANY_VERSION }),
  };
}
