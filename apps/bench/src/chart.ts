import type { Comparison } from "./compare.ts";
import { variantName } from "./matrix.ts";

const WIDTH = 760;
const BAR = 16;
const LABEL = 290;
/** What a figure at the end of a bar takes. */
const FIGURE = 60;
const COLORS = {
  corsage: "#7a5cff",
  front: "#7a5cff",
  peer: "#e0793a",
  bytes: "#8a94a6",
  floor: "#8a94a6",
} as const;

/**
 * Bars of the CPU that is added to a bare server, or saved, as a picture that reads on light and dark pages. Without
 * Hono, which has a peer but no Corsage to stand beside it.
 */
export function drawChart(comparisons: readonly Comparison[]): string {
  const shown = comparisons.filter(
    ({ cell }) => cell.policy === "one" && cell.framework !== "hono",
  );
  const added = shown.map(({ ratio }) => ratio.median - 1);
  const least = Math.min(0, ...added);
  const scale = (WIDTH - LABEL - 2 * FIGURE) / (Math.max(0.1, ...added) - least);
  const zero = LABEL + FIGURE - least * scale;
  const bars = shown.map(({ cell, ratio }, index) => {
    const y = 34 + index * (BAR + 6);
    const more = ratio.median - 1;
    const length = Math.abs(more) * scale;
    const start = more < 0 ? zero - length : zero;
    const name = variantName(cell);
    const figure = `${more < 0 ? "−" : "+"}${Math.abs(100 * more).toFixed(1)} %`;
    const [x, anchor] = more < 0 ? [start - 6, "end"] : [zero + length + 6, "start"];
    return [
      `<text x="${LABEL - 8}" y="${y + 12}" text-anchor="end">${cell.framework}, ${cell.traffic}: ${name}</text>`,
      `<rect x="${start.toFixed(1)}" y="${y}" width="${length.toFixed(1)}" height="${BAR}" rx="3" fill="${COLORS[cell.variant]}"/>`,
      `<text x="${x.toFixed(1)}" y="${y + 12}" text-anchor="${anchor}">${figure}</text>`,
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
