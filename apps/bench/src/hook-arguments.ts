import type { Operation } from "./micro-measure.ts";
import {
  type Exchange,
  HOOK_FRAMEWORKS,
  HOOK_TRAFFIC,
  HOOK_VARIANTS,
  hookOperations,
} from "./micro-hooks.ts";

/**
 * The hook or middleware that this process was started for: `node time-hook.js fastify corsage get`.
 *
 * @throws Error where one of the three names is unknown.
 */
export async function hookOfArguments(): Promise<Operation<Exchange>> {
  const framework = argument(2, HOOK_FRAMEWORKS);
  const variant = argument(3, HOOK_VARIANTS);
  const operations = await hookOperations(framework, argument(4, HOOK_TRAFFIC));
  return operations[variant];
}

function argument<T extends string>(position: number, known: readonly T[]): T {
  const found = known.find((name) => name === process.argv[position]);
  if (found === undefined) throw new Error(`argument ${position - 1}: one of ${known.join(", ")}`);
  return found;
}
