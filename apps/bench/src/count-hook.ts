// One hook or middleware, so many times, for whoever counts instructions: see check.ts.
import { hookOfArguments } from "./hook-arguments.ts";

const { make, run } = await hookOfArguments();
const count = Number(process.argv[5]);
for (let index = 0; index < count; index += 1) run(make(index));
process.exit(); // applications stay open otherwise
