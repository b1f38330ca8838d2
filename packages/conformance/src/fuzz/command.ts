import { parseArgs } from "node:util";
import { enginesToTest } from "@corsage/engines";
import { describeDifference } from "./fuzz-report.ts";
import { FuzzRun } from "./fuzz-run.ts";

const { values } = parseArgs({
  options: {
    cases: { type: "string", default: "2000" },
    seed: { type: "string", default: String(Date.now() % 2 ** 31) },
  },
});
const [cases, seed] = [Number(values.cases), Number(values.seed)];
if (!Number.isSafeInteger(cases) || cases < 1 || !Number.isSafeInteger(seed)) {
  console.error("--cases is a positive whole number, --seed a whole number.");
  process.exitCode = 2;
} else {
  const names = enginesToTest();
  const run = await FuzzRun.start(names);
  console.log(`--cases ${cases} --seed ${seed}`);
  try {
    const found = await Promise.all(names.map((name) => run.compare(name, seed, cases)));
    for (const [index, name] of names.entries()) {
      const differences = found[index]?.differences ?? [];
      console.log(`${name}: ${cases} cases, ${differences.length} differences`);
      const [first] = differences;
      if (first === undefined) continue;
      process.exitCode = 1;
      // oxlint-disable-next-line no-await-in-loop -- one engine's difference after the other's
      console.log(describeDifference(await run.shrink(name, seed, first)));
    }
  } finally {
    await run.close();
  }
}
