// One hook or middleware, so many times, for whoever counts instructions: see check.ts.
import { HOOK_FRAMEWORKS, HOOK_TRAFFIC, HOOK_VARIANTS, hookOperations } from "./micro-hooks.ts";

function argument<T extends string>(position: number, known: readonly T[]): T {
  const found = known.find((name) => name === process.argv[position]);
  if (found === undefined) throw new Error(`argument ${position - 1}: one of ${known.join(", ")}`);
  return found;
}

const operations = await hookOperations(argument(2, HOOK_FRAMEWORKS), argument(4, HOOK_TRAFFIC));
const { make, run } = operations[argument(3, HOOK_VARIANTS)];
const count = Number(process.argv[5]);
for (let index = 0; index < count; index += 1) run(make(index));
process.exit(); // applications stay open otherwise
