import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { publicOrigins } from "../src/origins.ts";
import { peers } from "../src/peers.ts";
import { concerns } from "../src/row-run.ts";
import { allRows, rowGroups } from "../src/rows.ts";

// The peers' own run takes half a minute and waits for what never answers, so it is a command, not a test.
test("the page that compares peers was written for the rows there are", async () => {
  const page = await readFile(new URL("../../../docs/comparison.md", import.meta.url), "utf8");
  const written = page.split("\n").filter((line) => /\d+ of \d+/.test(line));
  const rowsOf = (line: string): string[] => line.match(/(?<=of )\d+/g) ?? [];
  const groups = [...Object.values(rowGroups), allRows];
  const present = groups.map((group) =>
    peers.map((peer) => String(group(publicOrigins).filter((row) => concerns(row, peer)).length)),
  );
  expect(written.map(rowsOf)).toEqual(present);
});
