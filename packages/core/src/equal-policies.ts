import type { Policy } from "./policy.ts";

/**
 * Whether two policies are defined alike: same options, functions by identity, RegExps by source and flags. Routes of
 * one path under equal policies share one list of methods.
 */
export function equalPolicies(first: Policy, second: Policy): boolean {
  return isEqual(first.options, second.options);
}

function isEqual(first: unknown, second: unknown): boolean {
  if (Object.is(first, second)) return true;
  if (first instanceof RegExp && second instanceof RegExp) return String(first) === String(second);
  if (!isPlain(first) || !isPlain(second)) return false;
  const keys = Object.keys(first);
  return (
    keys.length === Object.keys(second).length &&
    keys.every((key) => isEqual(Reflect.get(first, key), Reflect.get(second, key)))
  );
}

/** Lists and objects of options. An OriginTest may be an instance with private state: equal only if it is the same one. */
function isPlain(value: unknown): value is object {
  return typeof value === "object" && value !== null && !("test" in value);
}
