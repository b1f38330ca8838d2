import { readFileSync, writeFileSync } from "node:fs";
import { drawChart } from "./chart.ts";
import type { Comparison } from "./compare.ts";
import { PEERS } from "./matrix.ts";
import { spread } from "./table.ts";

const DOCS = new URL("../../../docs/", import.meta.url);
const START = "<!-- bench -->";
const END = "<!-- /bench -->";

/** Puts the figures between the markers of docs/performance.md, and the chart beside it. */
export function refreshPage(comparisons: readonly Comparison[], node: string): void {
  const page = new URL("performance.md", DOCS);
  const text = readFileSync(page, "utf8");
  const before = text.slice(0, text.indexOf(START) + START.length);
  const after = text.slice(text.indexOf(END));
  writeFileSync(
    page,
    `${before}\n\nNode ${node.slice(1)}.\n\n${markdownTable(comparisons)}\n\n${after}`,
  );
  writeFileSync(new URL("performance.svg", DOCS), drawChart(comparisons));
}

function markdownTable(comparisons: readonly Comparison[]): string {
  const rows = comparisons.map(({ cell, ratio, control }) => {
    const name = cell.variant === "peer" ? PEERS[cell.framework] : cell.variant;
    return `| ${[cell.framework, name, cell.policy, cell.traffic, spread(ratio), spread(control)].join(" | ")} |`;
  });
  return [
    "| framework | variant | policy | traffic | CPU / bare | control |",
    "|---|---|---|---|---|---|",
    ...rows,
  ].join("\n");
}
