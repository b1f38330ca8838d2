import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const root = new URL("../../../../", import.meta.url);
const page = readFileSync(new URL("docs/testing.md", root), "utf8");
const quoted = [...page.matchAll(/<!-- file: (\S+) -->\n\n```ts\n(.*?)```/gs)];

test("the page quotes files that run", () => {
  expect(quoted.length).toBeGreaterThanOrEqual(4);
});

test.each(quoted.map(([, path = "", code = ""]) => ({ path, code })))(
  "docs/testing.md quotes $path as it is",
  ({ path, code }) => {
    expect(code).toBe(readFileSync(new URL(path, root), "utf8"));
  },
);
