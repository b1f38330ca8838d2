// `npm run bench`: every comparison, as ratios of server CPU to the bare server of the same framework.
//   --generations N  how many times every server is started anew (3)
//   --rounds N       alternations in each generation (8)
//   --only TEXT      contests whose name contains TEXT: "fastify", "preflight", "node 1000"
//   --write          refresh docs/performance.md and its chart
import { mkdirSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { drawChart } from "./chart.ts";
import { type Comparison, compare } from "./compare.ts";
import { allContests, type Contest } from "./matrix.ts";
import { refreshPage } from "./page.ts";
import { pin } from "./server-process.ts";
import { header, row } from "./table.ts";

const { values } = parseArgs({
  options: {
    generations: { type: "string" },
    rounds: { type: "string" },
    only: { type: "string" },
    write: { type: "boolean" },
  },
});
const method = {
  generations: Number(values.generations ?? 3),
  rounds: Number(values.rounds ?? 8),
  requests: 800,
  connections: 16,
};
const nameOf = ({ framework, policy, traffic }: Contest): string =>
  `${framework} ${policy} ${traffic}`;

pin(process.pid, 1);
console.log(header);
const comparisons: Comparison[] = [];
for (const contest of allContests().filter((one) => nameOf(one).includes(values.only ?? ""))) {
  // Two contests at once would measure each other.
  // oxlint-disable-next-line no-await-in-loop
  const found = await compare(contest, method);
  comparisons.push(...found);
  for (const comparison of found) console.log(row(comparison));
}
const results = new URL("../results/", import.meta.url);
mkdirSync(results, { recursive: true });
const record = { node: process.version, method, comparisons };
writeFileSync(new URL("bench.json", results), `${JSON.stringify(record, null, 2)}\n`);
writeFileSync(new URL("bench.svg", results), drawChart(comparisons));
if (values.write === true) refreshPage(comparisons, process.version);
