import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const guide = readFileSync(new URL("../../../docs/fastify.md", import.meta.url), "utf8");
const programs = [...guide.matchAll(/^```[jt]s\n([\s\S]*?)^```$/gm)]
  .map(([, code = ""]) => code)
  .filter((code) => code.includes("const app ="))
  .map((code, index) => ({ title: `snippet ${index + 1}`, code }));

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(root, ".guide-")); // inside the package, so that it finds what the package finds
  vi.spyOn(console, "log").mockReturnValue();
  vi.spyOn(console, "table").mockReturnValue();
});
afterAll(() => {
  rmSync(folder, { recursive: true });
  vi.restoreAllMocks();
});

test("the guide has programs", () => {
  expect(programs.length).toBeGreaterThanOrEqual(8);
});

test.each(programs)("$title of docs/fastify.md starts", async ({ title, code }) => {
  const file = join(folder, `${title.replace(" ", "-")}.ts`);
  writeFileSync(file, `${code}\nexport { app };\n`);
  const { app }: { app: FastifyInstance } = await import(file);
  await app.ready();
  expect(app.cors.routes().length).toBeGreaterThanOrEqual(0);
  await app.close();
});
