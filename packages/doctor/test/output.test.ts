import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { COMMANDS } from "../src/commands.ts";
import { answerWith, app, type Running, startServer } from "./planted-server.ts";
import { runCorsage } from "./run-corsage.ts";

const status401 = "Preflight response is not successful. Status code: 401";

let folder: string;
let unsound: string;
let server: Running;
let slow: Running;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "corsage-"));
  unsound = join(folder, "unsound.mjs");
  await writeFile(unsound, 'export default { origin: "*", credentials: true };');
  server = await startServer(answerWith({}));
  slow = await startServer((request, response) => {
    setTimeout(() => answerWith({})(request, response), 80);
  });
});
afterAll(async () => {
  await Promise.all([server, slow].map((running) => running.close()));
  await rm(folder, { recursive: true });
});

describe("output", () => {
  test("colour only where it is wanted", async () => {
    const plain = await runCorsage(["lint", unsound]);
    const painted = await runCorsage(["lint", unsound], { color: true });
    expect(plain.out).not.toContain("\u001B[");
    expect(stripVTControlCharacters(painted.out)).toBe(plain.out);
  });

  test.each([60, 80, 120])("sentences keep to %i columns", async (width) => {
    const { out } = await runCorsage(
      ["explain", "Preflight response is not successful. Status code: 401"],
      { width },
    );
    const sentences = out.split("\n").filter((line) => /^ {4}[A-Z]/.test(line));
    expect(sentences.length).toBeGreaterThan(0);
    for (const line of sentences) expect(line.length).toBeLessThanOrEqual(width);
  });

  test("explain reads standard input", async () => {
    const { code, out } = await runCorsage(
      ["explain"],
      {},
      "Preflight response is not successful. Status code: 404",
    );
    expect(code).toBe(1);
    expect(out).toContain("Nobody answers OPTIONS");
  });

  test("a line of progress for a slow server, taken away again", async () => {
    const watched = await runCorsage(["check", slow.url, "-o", app], { interactive: true });
    const host = new URL(slow.url).host;
    expect(watched.err).toBe(`asking ${host} …\r\u001B[K`);
    const piped = await runCorsage(["check", slow.url, "-o", app]);
    expect(piped.err).toBe("");
    expect(piped.out).toBe(watched.out);
  });

  test("on a screen quoted lines are folded, in a pipe they stay whole", async () => {
    const words = ["check", server.url, "-o", app, "-X", "DELETE"];
    const piped = await runCorsage(words, { width: 80 });
    const screen = await runCorsage(words, { width: 80, folds: true });
    const lengths = (text: string) => text.split("\n").map((line) => line.length);
    expect(Math.max(...lengths(piped.out))).toBeGreaterThan(150);
    // A word that is longer than the line stays whole: URLs and code are to be copied.
    expect(Math.max(...lengths(screen.out))).toBeLessThanOrEqual(80);
    expect(screen.out.replaceAll(/\s+/g, " ")).toBe(piped.out.replaceAll(/\s+/g, " "));
  });

  test("what a terminal would obey is made visible", async () => {
    const hostile = await startServer((_, response) => {
      response.writeHead(200, { "access-control-allow-origin": "\u009B31mred" });
      response.end();
    });
    const { out } = await runCorsage(["check", hostile.url, "-o", app], { color: true });
    await hostile.close();
    expect(out).toContain("access-control-allow-origin: \\u009b31mred");
    expect(out).not.toContain("\u009B");
    const pasted = await runCorsage(["explain", `\u001B]0;title\u0007${status401}`]);
    for (const control of ["\u001B", "\u0007"]) expect(pasted.out).not.toContain(control);
  });

  test.each(COMMANDS.map(({ name }) => name))(
    "%s --help has examples, and 80 columns",
    async (name) => {
      const { code, out } = await runCorsage([name, "--help"]);
      expect(code).toBe(0);
      const [options = "", examples = ""] = out.split("examples:\n");
      expect(examples).toMatch(new RegExp(`corsage ${name} `));
      for (const line of options.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
      expect((await runCorsage(["help", name])).out).toBe(out);
    },
  );
});
