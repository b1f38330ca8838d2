import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runCorsage } from "./run-corsage.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "corsage-"));
});
afterAll(() => rm(folder, { recursive: true }));

const written = '{ origin: ["https://app.example.com/"] }';

describe("lint reads", () => {
  test.each([
    { title: "JSON", file: "cors.json", source: '{ "origin": ["https://app.example.com/"] }' },
    { title: "a default export", file: "a.mjs", source: `export default ${written};` },
    { title: "options", file: "b.mjs", source: `export const options = ${written};` },
    { title: "policy", file: "c.mjs", source: `export const policy = ${written};` },
    { title: "cors", file: "d.mjs", source: `export const cors = ${written};` },
    { title: "corsOptions", file: "e.mjs", source: `export const corsOptions = ${written};` },
    { title: "CommonJS", file: "f.cjs", source: `module.exports = ${written};` },
    {
      title: "the default export rather than another",
      file: "g.mjs",
      source: `export const options = { origin: "*" }; export default ${written};`,
    },
  ])("$title", async ({ file, source }) => {
    const path = join(folder, file);
    await writeFile(path, source);
    const { code, out } = await runCorsage(["lint", path]);
    expect(out).toContain("[origin-trailing-slash]");
    expect(code).toBe(1);
  });

  test("a Policy, with the warnings that it carries, and what it decides", async () => {
    const path = join(folder, "policy.mjs");
    const core = createRequire(import.meta.url).resolve("@corsage/core");
    await writeFile(
      path,
      String.raw`import { definePolicy } from ${JSON.stringify(pathToFileURL(core).href)};
export const policy = definePolicy({
  origin: ["https://app.example.com", "https://app.example.com", /^https:\/\/pr-\d+\.example\.com$/],
  methods: ["GET", "PUT"],
});`,
    );
    const request = ["--request", "OPTIONS https://app.example.com PUT content-type"];
    const { code, out } = await runCorsage(["lint", path, ...request]);
    expect(code).toBe(0);
    expect(out).toContain("[origin-duplicate]");
    expect(out).toContain(
      String.raw`origin: ["https://app.example.com", /^https:\/\/pr-\d+\.example\.com$/]`,
    );
    expect(out).toContain("access-control-allow-methods: GET, HEAD, PUT");
  });
});
