import { equalPolicies, type Policy } from "@corsage/core";

/**
 * `methods: 'auto'` filled in, once per policy and set of methods. Policies never change, so nothing has to be
 * forgotten when one is replaced; an old one takes its entries with it.
 */
export class RoutedPolicies {
  readonly #representatives = new WeakMap<Policy, Policy>();
  /** By {@link outlineOf}: with a policy for each of many routes, comparing each with each would take minutes. */
  readonly #known = new Map<string, WeakRef<Policy>[]>();
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
    const outline = outlineOf(policy);
    const known = this.#known.get(outline) ?? [];
    for (const reference of known) {
      const other = reference.deref();
      if (other !== undefined && equalPolicies(other, policy)) return other;
    }
    this.#known.set(outline, [...known, new WeakRef(policy)]);
    return policy;
  }
}

/** Short, and the same for policies that are defined alike. */
function outlineOf({ options }: Policy): string {
  const { origin, credentials, enforce, maxAge } = options;
  const rules: readonly unknown[] = Array.isArray(origin) ? origin : [origin];
  const [first, last] = [rules[0], rules.at(-1)].map((rule) =>
    typeof rule === "string" ? rule : typeof rule,
  );
  return [rules.length, first, last, credentials, enforce, maxAge].join(" ");
}
