// One hook or middleware in a process of its own, what it costs as JSON: see micro-hook-process.ts.
import { hookOfArguments } from "./hook-arguments.ts";
import { costOf } from "./micro-measure.ts";

/** Until everything is compiled that will be. */
const WARM = 50_000;

const operation = await hookOfArguments();
for (let index = 0; index < WARM; index += 1) operation.run(operation.make(index));
process.stdout.write(JSON.stringify(await costOf(operation)));
process.exit(); // applications stay open otherwise
