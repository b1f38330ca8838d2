import { equalPolicies, type Policy } from "@corsage/core";

/**
 * `methods: 'auto'` filled in, once per policy and set of methods. Policies never change, so nothing has to be
 * forgotten when one is replaced; an old one takes its entries with it.
 */
export class RoutedPolicies {
  readonly #representatives = new WeakMap<Policy, Policy>();
  readonly #known: WeakRef<Policy>[] = [];
  readonly #filled = new WeakMap<Policy, Map<string, Policy>>();

  /** One of all policies that are defined alike, the same one for each of them. */
  representative(policy: Policy): Policy {
    let found = this.#representatives.get(policy);
    if (found === undefined) {
      found = this.#findAlike(policy);
      this.#representatives.set(policy, found);
    }
    return found;
  }

  forMethods(policy: Policy, methods: readonly string[]): Policy {
    let byMethods = this.#filled.get(policy);
    if (byMethods === undefined) {
      byMethods = new Map();
      this.#filled.set(policy, byMethods);
    }
    const key = methods.join();
    let filled = byMethods.get(key);
    if (filled === undefined) {
      filled = policy.forMethods(methods);
      byMethods.set(key, filled);
    }
    return filled;
  }

  #findAlike(policy: Policy): Policy {
    for (const reference of this.#known) {
      const other = reference.deref();
      if (other !== undefined && equalPolicies(other, policy)) return other;
    }
    this.#known.push(new WeakRef(policy));
    return policy;
  }
}
