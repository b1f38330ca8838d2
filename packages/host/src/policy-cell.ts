import type { Policy } from "@corsage/core";

/** A place that holds the policy in force. Read `policy` per request, never keep it: `replace` changes it. */
export interface PolicyCell {
  /** The name it is known by, for messages and events. */
  readonly name: string | undefined;
  readonly policy: Policy;
}

/** Computes something that depends on policies. May throw, which stops a replacement before anything changed. */
type Prepare = (read: (cell: PolicyCell) => Policy) => () => void;

class Cell implements PolicyCell {
  readonly name: string | undefined;
  policy: Policy;

  constructor(name: string | undefined, policy: Policy) {
    this.name = name;
    this.policy = policy;
  }
}

interface Derivation {
  readonly cell: Cell;
  readonly base: PolicyCell;
  readonly transform: (policy: Policy) => Policy;
}

/**
 * Every policy of one application. What depends on a policy (the same with another enforcement, with the methods of a
 * path) is derived here, so that replacing one changes them all, at once or not at all.
 */
export class PolicyCells {
  /** In order of creation: a derivation stands behind what it is derived from. */
  #derivations: Derivation[] = [];
  readonly #dependents: Prepare[] = [];

  create(policy: Policy, name: string | undefined): PolicyCell {
    return new Cell(name, policy);
  }

  /**
   * A cell that always holds `transform(base.policy)`. `transform` must be pure. `'unnamed'`: so different from its
   * base that it must not be taken for it.
   */
  derive(
    base: PolicyCell,
    transform: (policy: Policy) => Policy,
    identity: "as named" | "unnamed" = "as named",
  ): PolicyCell {
    const name = identity === "unnamed" ? undefined : base.name;
    const cell = new Cell(name, transform(base.policy));
    this.#derivations.push({ cell, base, transform });
    return cell;
  }

  /**
   * Registers a computation over several cells. At a replacement it is called with the policies to come, through
   * `read`; what it returns is called once every other computation has succeeded.
   */
  onReplace(prepare: Prepare): void {
    this.#dependents.push(prepare);
  }

  /**
   * Puts `next` into `cell` and brings up to date whatever was derived from it. A cell that was derived itself stands
   * on its own from then on.
   * @throws what a derivation throws, typically PolicyError; then nothing has changed.
   */
  replace(cell: PolicyCell, next: Policy): void {
    const changes = new Map<PolicyCell, Policy>([[cell, next]]);
    const others = this.#derivations.filter((derivation) => derivation.cell !== cell);
    for (const { cell: derived, base, transform } of others) {
      const policy = changes.get(base);
      if (policy !== undefined) changes.set(derived, transform(policy));
    }
    const read = (asked: PolicyCell): Policy => changes.get(asked) ?? asked.policy;
    const commits = this.#dependents.map((prepare) => prepare(read));
    for (const [changed, policy] of changes) {
      if (changed instanceof Cell) changed.policy = policy;
    }
    this.#derivations = others;
    for (const commit of commits) commit();
  }
}
