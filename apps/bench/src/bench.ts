// `npm run bench`: every comparison, as ratios of server CPU to the bare server of the same framework.
//   --generations N  how many times every server is started anew (3)
//   --rounds N       alternations in each generation (8)
//   --only TEXT      contests whose name contains TEXT: "fastify", "preflight", "node 1000"
//   --write          refresh docs/performance.md and its chart
import { parseArgs } from "node:util";
import { drawChart } from "./chart.ts";
import { type Comparison, compare } from "./compare.ts";
import { allContests, contestName } from "./matrix.ts";
import { refreshPage } from "./page.ts";
import { writeRecord, writeResult } from "./results.ts";
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
pin(process.pid, 1);
console.log(header);
const comparisons: Comparison[] = [];
for (const contest of allContests().filter((one) => contestName(one).includes(values.only ?? ""))) {
  // Two contests at once would measure each other.
  // oxlint-disable-next-line no-await-in-loop
  const found = await compare(contest, method);
  comparisons.push(...found);
  for (const comparison of found) console.log(row(comparison));
}
writeRecord("bench.json", { method, comparisons });
writeResult("bench.svg", drawChart(comparisons));
if (values.write === true) refreshPage(comparisons, process.version);
