// `npm run bench`: every comparison, as ratios of server CPU to the bare server of the same framework.
//   --rounds N     alternations for each comparison (21)
//   --only TEXT    comparisons whose name contains TEXT: "fastify", "preflight", "node corsage"
//   --write        refresh docs/performance.md and its chart
import { mkdirSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { drawChart } from "./chart.ts";
import { type Comparison, compare } from "./compare.ts";
import { allCells, type Cell } from "./matrix.ts";
import { refreshPage } from "./page.ts";
import { pin } from "./server-process.ts";
import { header, row } from "./table.ts";

const { values } = parseArgs({
  options: { rounds: { type: "string" }, only: { type: "string" }, write: { type: "boolean" } },
});
const method = { rounds: Number(values.rounds ?? 21), requests: 800, connections: 16 };
const nameOf = ({ framework, variant, policy, traffic }: Cell): string =>
  `${framework} ${variant} ${policy} ${traffic}`;

pin(process.pid, 1);
console.log(header);
const comparisons: Comparison[] = [];
for (const cell of allCells().filter((candidate) =>
  nameOf(candidate).includes(values.only ?? ""),
)) {
  // Two comparisons at once would measure each other.
  // oxlint-disable-next-line no-await-in-loop
  const comparison = await compare(cell, method);
  comparisons.push(comparison);
  console.log(row(comparison));
}
const results = new URL("../results/", import.meta.url);
mkdirSync(results, { recursive: true });
const record = { node: process.version, method, comparisons };
writeFileSync(new URL("bench.json", results), `${JSON.stringify(record, null, 2)}\n`);
writeFileSync(new URL("bench.svg", results), drawChart(comparisons));
if (values.write === true) refreshPage(comparisons, process.version);
