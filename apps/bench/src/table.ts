import type { Comparison } from "./compare.ts";
import { type Contest, type Variant, variantName, VARIANTS } from "./matrix.ts";

const COLUMNS = [13, 14, 10, 18, 22, 22] as const;

const line = (cells: readonly string[]): string =>
  cells
    .map((cell, index) => cell.padEnd(COLUMNS[index] ?? 0))
    .join(" ")
    .trimEnd();

export const header: string = line([
  "framework",
  "variant",
  "policy",
  "traffic",
  "CPU / bare (quartiles)",
  "control (quartiles)",
]);

/** One comparison as a line of text. */
export function row({ cell, ratio, control }: Comparison): string {
  const name = variantName(cell);
  return line([cell.framework, name, cell.policy, cell.traffic, spread(ratio), spread(control)]);
}

/** The instructions of one contest's servers. */
export interface Count {
  readonly contest: Contest;
  readonly instructions: Readonly<Partial<Record<Variant, number>>>;
}

/** A contest as a line: the bare server's instructions, and everybody's as a ratio to it. */
export function countRow({ contest, instructions }: Count): readonly string[] {
  const { framework, policy, traffic } = contest;
  const { bare = Number.NaN } = instructions;
  const ratios = VARIANTS.slice(1).map((variant) => {
    const count = instructions[variant];
    return count === undefined ? "" : (count / bare).toFixed(3);
  });
  return [framework, policy, traffic, bare.toLocaleString("en"), ...ratios];
}

/** The same as a table in Markdown. */
export function countTable(counts: readonly Count[]): string {
  const head = ["framework", "policy", "traffic", ...VARIANTS];
  const lines = [head, head.map(() => "---"), ...counts.map(countRow)];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

export function spread({ lower, median, upper }: Comparison["ratio"]): string {
  return `${median.toFixed(3)} (${lower.toFixed(2)}–${upper.toFixed(2)})`;
}
