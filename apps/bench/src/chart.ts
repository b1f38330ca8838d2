import type { Comparison } from "./compare.ts";
import { PEERS } from "./matrix.ts";

const WIDTH = 760;
const BAR = 16;
const LABEL = 250;
const COLORS = { corsage: "#7a5cff", peer: "#e0793a", bytes: "#8a94a6" } as const;

/** Bars of the CPU that is added to a bare server, as a picture that reads on light and dark pages. */
export function drawChart(comparisons: readonly Comparison[]): string {
  const shown = comparisons.filter(({ cell }) => cell.policy === "one");
  const most = Math.max(0.1, ...shown.map(({ ratio }) => ratio.upper - 1));
  const scale = (WIDTH - LABEL - 70) / most;
  const bars = shown.map(({ cell, ratio }, index) => {
    const y = 34 + index * (BAR + 6);
    const added = Math.max(0, ratio.median - 1);
    const name = cell.variant === "peer" ? PEERS[cell.framework] : cell.variant;
    return [
      `<text x="${LABEL - 8}" y="${y + 12}" text-anchor="end">${cell.framework}, ${cell.traffic}: ${name}</text>`,
      `<rect x="${LABEL}" y="${y}" width="${(added * scale).toFixed(1)}" height="${BAR}" rx="3" fill="${COLORS[cell.variant]}"/>`,
      `<text x="${(LABEL + added * scale + 6).toFixed(1)}" y="${y + 12}">+${(100 * added).toFixed(1)} %</text>`,
    ].join("");
  });
  const height = 48 + shown.length * (BAR + 6);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-family="system-ui, sans-serif" font-size="12" fill="#808896">`,
    `<text x="8" y="20" font-size="14">CPU added to the bare server, per request (less is better)</text>`,
    ...bars,
    "</svg>",
    "",
  ].join("\n");
}
