import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { answerWith, app, startServer } from "./planted-server.ts";
import { runCorsage } from "./run-corsage.ts";
import { sarifEssentials } from "./sarif-essentials.ts";

let folder: string;
let server: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "corsage-"));
  await writeFile(join(folder, "un sound.json"), '{ "origin": "*", "credentials": true, "a": 1 }');
  await writeFile(join(folder, "sound.json"), '{ "origin": ["https://app.example.com"] }');
  server = await startServer(
    answerWith({
      actual: ({ headers }) => [
        200,
        ["access-control-allow-origin", headers.origin ?? "*", "vary", "```"],
      ],
    }),
  );
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

/** Every command, with findings and without; several subjects at once. */
const rows: readonly { title: string; words: () => readonly string[]; reports: number }[] = [
  {
    title: "check: blocked",
    words: () => ["check", server.url, "-o", app, "-X", "DELETE"],
    reports: 1,
  },
  {
    title: "check: not sent",
    words: () => ["check", server.url, "-o", app, "-X", "PUT"],
    reports: 1,
  },
  { title: "check: readable", words: () => ["check", server.url, "-o", app], reports: 1 },
  { title: "scan: two URLs", words: () => ["scan", server.url, `${server.url}?a=b`], reports: 2 },
  {
    title: "explain",
    words: () => ["explain", "Preflight response is not successful. Status code: 401"],
    reports: 1,
  },
  {
    title: "lint: two files",
    words: () => ["lint", join(folder, "un sound.json"), join(folder, "sound.json")],
    reports: 2,
  },
  {
    title: "lint --as",
    words: () => ["lint", join(folder, "un sound.json"), "--as", "express"],
    reports: 1,
  },
];

async function printed(words: readonly string[]): Promise<string> {
  const { out, err } = await runCorsage(words, { color: true, interactive: true });
  expect(err).toBe("");
  return out;
}

const ajv = new Ajv2020({ allErrors: true, strict: true });

describe("--json is one document, and keeps to the schema that is shipped", () => {
  test.each(rows)("$title", async ({ words, reports }) => {
    const path = join(import.meta.dirname, "../schema/report-1.json");
    const validate = ajv.compile(JSON.parse(await readFile(path, "utf8")));
    const document = JSON.parse(await printed([...words(), "--json"]));
    validate(document);
    expect(validate.errors).toBeNull();
    expect(document.reports).toHaveLength(reports);
  });
});

describe("--sarif is one log, and keeps to SARIF 2.1.0", () => {
  const validate = ajv.compile(sarifEssentials);
  test.each(rows)("$title", async ({ words }) => {
    const log = JSON.parse(await printed([...words(), "--sarif"]));
    const json = JSON.parse(await printed([...words(), "--json"]));
    validate(log);
    expect(validate.errors).toBeNull();
    const [{ tool, results }] = log.runs;
    expect(results).toHaveLength(
      json.reports.flatMap((report: { findings: unknown[] }) => report.findings).length,
    );
    for (const { ruleId, ruleIndex } of results) {
      expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
    }
  });
});

describe("--markdown", () => {
  test.each(rows)("$title", async ({ words, reports }) => {
    const markdown = await printed([...words(), "--markdown"]);
    expect(markdown.match(/^## corsage /gm)).toHaveLength(reports);
    // Fences open and close in turn, each as long as the other, whatever a server's answer holds.
    const fences = [...markdown.matchAll(/^(`{3,})$/gm)].map(([, ticks]) => ticks);
    expect(fences.filter((_, index) => index % 2 === 0)).toEqual(
      fences.filter((_, index) => index % 2 === 1),
    );
  });

  test("a server cannot close a fence", async () => {
    const markdown = await printed(["check", server.url, "-o", app, "--markdown"]);
    expect(markdown).toMatch(/^````$/m);
    expect(markdown).toContain("vary: ```");
  });
});
