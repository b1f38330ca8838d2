import type { Policy } from "./policy.ts";

/**
 * Whether two policies are defined alike: same options, functions by identity, RegExps by source and flags. Routes of
 * one path under equal policies share one list of methods.
 */
export function equalPolicies(first: Policy, second: Policy): boolean {
  return first === second || isEqual(first.options, second.options);
}

function isEqual(first: unknown, second: unknown): boolean {
  if (Object.is(first, second)) return true;
  if (typeof first !== "object" || typeof second !== "object") return false;
  if (first === null || second === null) return false;
  if (first instanceof RegExp && second instanceof RegExp) return String(first) === String(second);
  if (Array.isArray(first) && Array.isArray(second)) {
    return (
      first.length === second.length && first.every((item, index) => isEqual(item, second[index]))
    );
  }
  if (!isPlain(first) || !isPlain(second)) return false;
  const entries = Object.entries(first);
  const others = new Map(Object.entries(second));
  return (
    entries.length === others.size &&
    entries.every(([key, value]) => isEqual(value, others.get(key)))
  );
}

/** An OriginTest may be an instance with private state: equal only if it is the same one. */
function isPlain(value: object): boolean {
  return !("test" in value);
}
