import type { Comparison } from "./compare.ts";
import { PEERS } from "./matrix.ts";

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
  const name = cell.variant === "peer" ? PEERS[cell.framework] : cell.variant;
  return line([cell.framework, name, cell.policy, cell.traffic, spread(ratio), spread(control)]);
}

export function spread({ lower, median, upper }: Comparison["ratio"]): string {
  return `${median.toFixed(3)} (${lower.toFixed(2)}–${upper.toFixed(2)})`;
}
