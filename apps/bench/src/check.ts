// `npm run bench:check`: instructions per request of each hook and middleware, compared with what was recorded for
// this version of Node on this model of CPU.
//   --record    write what is counted now into baseline.json
import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { canCount, type Counted, countInstructions } from "./instructions.ts";
import { HOOK_FRAMEWORKS } from "./micro-hooks.ts";
import { twoAtATime } from "./two-at-a-time.ts";

/** Instructions by the name of what was counted, by machine. */
type Baselines = Record<string, Record<string, number>>;

const BASELINE = new URL("../baseline.json", import.meta.url);
/** More than start-up, which is not quite the same each time, leaves in the difference of two runs. */
const TOLERANCE = 0.05;

const machine = `Node ${process.version}, ${cpus()[0]?.model ?? "unknown CPU"}`;

const nameOf = ({ framework, variant, traffic }: Counted): string =>
  `${framework} ${variant} ${traffic}`;

function everything(): readonly Counted[] {
  return HOOK_FRAMEWORKS.flatMap((framework) => {
    const isNest = framework.startsWith("nest"); // whose bare server and peer are those of the framework below
    const variants = isNest ? (["corsage"] as const) : (["bare", "peer", "corsage"] as const);
    // Of Nest the preflight only: what else a GET runs through there counts differently from run to run, by up to 7 %.
    const kinds = isNest
      ? (["preflight"] as const)
      : (["get", "get-no-origin", "preflight"] as const);
    return kinds.flatMap((traffic) => variants.map((variant) => ({ framework, variant, traffic })));
  });
}

/** Counts everything: what else runs does not change a count. */
async function countAll(): Promise<Record<string, number>> {
  const start = performance.now();
  const counts: Record<string, number> = Object.fromEntries(
    everything().map((one) => [nameOf(one), 0]),
  );
  await twoAtATime(everything(), async (one) => {
    counts[nameOf(one)] = await countInstructions(one);
  });
  console.log(`Counted in ${((performance.now() - start) / 1000).toFixed(0)} s on ${machine}.`);
  return counts;
}

function compare(counts: Record<string, number>, baseline: Record<string, number>): number {
  let failures = 0;
  for (const [name, count] of Object.entries(counts)) {
    const before = baseline[name];
    const change = before === undefined ? Number.NaN : count / before - 1;
    const verdict = before === undefined ? "new" : verdictOn(change);
    if (verdict === "MORE") failures += 1;
    const percent = before === undefined ? "" : `${(100 * change).toFixed(1)} %`;
    console.log(name.padEnd(32), String(count).padStart(8), percent.padStart(8), verdict);
  }
  return failures;
}

function verdictOn(change: number): "MORE" | "fewer: record it" | "" {
  if (change > TOLERANCE) return "MORE";
  return change < -TOLERANCE ? "fewer: record it" : "";
}

const { values } = parseArgs({ options: { record: { type: "boolean" } } });
const baselines: Baselines = JSON.parse(readFileSync(BASELINE, "utf8"));
const baseline = baselines[machine];

if (!canCount()) {
  console.log("Nothing was checked: instructions are counted by valgrind, with setarch, on Linux.");
} else if (values.record === true) {
  const counts = await countAll();
  compare(counts, baseline ?? {});
  const all = { ...baselines, [machine]: counts };
  writeFileSync(BASELINE, `${JSON.stringify(all, null, 2)}\n`);
  console.log(`Recorded for ${machine}.`);
} else if (baseline === undefined) {
  console.log(`Nothing was checked: there is no baseline for ${machine}.`);
  console.log("Record one where the code is known to be good: npm run bench:check -- --record");
} else {
  const failures = compare(await countAll(), baseline);
  console.log(`\n${failures} of ${everything().length} cost more than 5 % more than recorded.`);
  process.exitCode = failures > 0 ? 1 : 0;
}
