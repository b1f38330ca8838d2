// `npm run bench:micro`: what one decision, one hook and one definition cost, without sockets. Node runs with
// --expose-gc, so that bytes can be counted. Times are the process's CPU time; on a machine that does other things,
// memory is still shared, so look at the best.
//   --only TEXT    one part: "decide", "hooks", "routes", "import", "matching"
import { parseArgs } from "node:util";
import type { Traffic } from "./matrix.ts";
import { decideBenchmarks } from "./micro-decide.ts";
import { hookBenchmark } from "./micro-hook-process.ts";
import {
  HOOK_FRAMEWORKS,
  HOOK_TRAFFIC,
  type HookFramework,
  type HookVariant,
} from "./micro-hooks.ts";
import { importCosts } from "./micro-import.ts";
import { defineMany, matchingBenchmarks } from "./micro-matching.ts";
import type { Benchmark, Cost } from "./micro-measure.ts";
import { routeBenchmarks } from "./micro-routes.ts";

const SIZES = [10, 1000, 100_000, 1_000_000];

function printLine(subject: string, traffic: string, figures: readonly string[]): void {
  const columns = figures.map((figure) => figure.padStart(10));
  console.log(subject.padEnd(22), traffic.padEnd(26), ...columns);
}

function printHeader(...more: readonly string[]): void {
  printLine("", "", ["best, ns", "median, ns", "bytes", ...more]);
}

async function print(one: Benchmark, more: (cost: Cost) => readonly string[]): Promise<Cost> {
  const cost = await one.measure();
  const { best, median, bytes } = cost;
  const figures = [best, median, bytes].map((figure) => figure.toFixed(1));
  printLine(one.subject, one.traffic, [...figures, ...more(cost)]);
  return cost;
}

// One after the other throughout, or they would time each other.
// oxlint-disable no-await-in-loop
async function printAll(benchmarks: readonly Benchmark[]): Promise<void> {
  for (const each of benchmarks) await print(each, () => []);
}

async function printHooks(framework: HookFramework, traffic: Traffic): Promise<void> {
  const of = (variant: HookVariant): Benchmark => hookBenchmark(framework, variant, traffic);
  const bare = await print(of("bare"), () => []);
  const added = ({ best }: Cost): number => best - bare.best;
  const show = (cost: Cost): readonly string[] => [added(cost).toFixed(1)];
  await print(of("bytes"), show);
  await print(of("floor"), show);
  const peer = await print(of("peer"), show);
  await print(of("corsage"), (cost) => [...show(cost), (added(cost) / added(peer)).toFixed(2)]);
}

const parts: Readonly<Record<string, () => Promise<void>>> = {
  async decide() {
    printHeader();
    await printAll(decideBenchmarks());
  },
  /** `added`: beyond `bare`. */
  async hooks() {
    printHeader("added, ns", "of peer");
    for (const framework of HOOK_FRAMEWORKS) {
      for (const traffic of HOOK_TRAFFIC) await printHooks(framework, traffic);
    }
  },
  /** Flat: neither the number of routes nor that of policies matters. */
  async routes() {
    printHeader();
    for await (const each of routeBenchmarks()) await print(each, () => []);
  },
  async import() {
    for (const { name, milliseconds } of importCosts()) {
      console.log(name.padEnd(28), milliseconds.toFixed(1).padStart(8), "ms of CPU");
    }
  },
  async matching() {
    printHeader();
    for (const size of SIZES) {
      const definition = defineMany(size);
      const { seconds, bytes } = definition;
      const title = `${size.toLocaleString("en")} rules`;
      // Below some thousand rules the heap's own movements are larger than what is looked for.
      const memory = size < 10_000 ? "" : `, ${bytes.toFixed(0)} bytes each`;
      console.log(`${title} defined in ${seconds.toFixed(3)} s of CPU${memory}`);
      await printAll(matchingBenchmarks(definition));
    }
  },
};

const { values } = parseArgs({ options: { only: { type: "string" } } });
for (const [name, part] of Object.entries(parts)) {
  if (!name.includes(values.only ?? "")) continue;
  console.log(`── ${name}`);
  await part();
}
