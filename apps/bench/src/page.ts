import { readFileSync, writeFileSync } from "node:fs";
import { drawChart } from "./chart.ts";
import type { Comparison } from "./compare.ts";
import { variantName } from "./matrix.ts";
import { type Count, countTable, spread } from "./table.ts";

const DOCS = new URL("../../../docs/", import.meta.url);
/** Puts the figures between their markers in docs/performance.md, and the chart beside it. */
export function refreshPage(comparisons: readonly Comparison[], node: string): void {
  refresh("bench", `Node ${node.slice(1)}.\n\n${markdownTable(comparisons)}`);
  writeFileSync(new URL("performance.svg", DOCS), drawChart(comparisons));
}

/** Puts counted instructions between theirs. */
export function refreshCounts(counts: readonly Count[], node: string): void {
  refresh("instructions", `Node ${node.slice(1)}.\n\n${countTable(counts)}`);
}

function refresh(part: string, content: string): void {
  const page = new URL("performance.md", DOCS);
  const text = readFileSync(page, "utf8");
  const start = `<!-- ${part} -->`;
  const before = text.slice(0, text.indexOf(start) + start.length);
  const after = text.slice(text.indexOf(`<!-- /${part} -->`));
  writeFileSync(page, `${before}\n\n${content}\n\n${after}`);
}

function markdownTable(comparisons: readonly Comparison[]): string {
  const rows = comparisons.map(({ cell, ratio, control }) => {
    const name = variantName(cell);
    return `| ${[cell.framework, name, cell.policy, cell.traffic, spread(ratio), spread(control)].join(" | ")} |`;
  });
  return [
    "| framework | variant | policy | traffic | CPU / bare | control |",
    "|---|---|---|---|---|---|",
    ...rows,
  ].join("\n");
}
