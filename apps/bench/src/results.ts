import { mkdirSync, writeFileSync } from "node:fs";

const RESULTS = new URL("../results/", import.meta.url);

/** Keeps a file in the folder of results, which git ignores. */
export function writeResult(name: string, text: string): void {
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(new URL(name, RESULTS), text);
}

/** Figures as JSON, with the Node that they were taken on. */
export function writeRecord(name: string, figures: object): void {
  writeResult(name, `${JSON.stringify({ node: process.version, ...figures }, null, 2)}\n`);
}
