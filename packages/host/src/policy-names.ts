import type { PolicyCell } from "./policy-cell.ts";

/** Names that a route option already gives another meaning. */
export const RESERVED_NAMES: ReadonlySet<string> = new Set(["skip"]);

/** Named policies of a scope; what it does not name, the scope around it may. */
export class PolicyNames {
  readonly #around: PolicyNames | undefined;
  readonly #cells = new Map<string, PolicyCell>();

  constructor(around?: PolicyNames) {
    this.#around = around;
  }

  set(name: string, cell: PolicyCell): void {
    this.#cells.set(name, cell);
  }

  get(name: string): PolicyCell | undefined {
    return this.#cells.get(name) ?? this.#around?.get(name);
  }

  /** Every name that can be referred to here. */
  list(): readonly string[] {
    return [...new Set([...this.#cells.keys(), ...(this.#around?.list() ?? [])])];
  }

  cells(): Iterable<PolicyCell> {
    return this.#cells.values();
  }
}
