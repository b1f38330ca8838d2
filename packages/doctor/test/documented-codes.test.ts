import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CAUSES } from "../src/cause.ts";
import { nginxRows } from "./nginx-rows.ts";
import { peers } from "./peers.ts";
import { rows } from "./planted-faults.ts";
import { scanRows } from "./scan-rows.ts";

const page = readFileSync(join(import.meta.dirname, "../../../docs/doctor.md"), "utf8");
const table = page.slice(page.indexOf("## Codes"));
const documented = new Set([...table.matchAll(/`([a-z0-9-]+)`/g)].map(([, code]) => code));

const codes = new Set([
  ...Object.keys(CAUSES),
  ...[...rows, ...nginxRows, ...peers].flatMap((row) => row.codes),
  ...scanRows.flatMap(({ found }) => found.map((line) => line.slice(0, line.indexOf(" ")))),
]);

test.each([...codes].toSorted())("%s is documented", (code) => {
  expect(documented).toContain(code);
});
