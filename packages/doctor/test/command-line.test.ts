import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runCommandLine } from "../src/command-line.ts";
import { COMMANDS } from "../src/commands.ts";
import type { Terminal } from "../src/terminal.ts";
import { recordingTerminal } from "./recording-terminal.ts";

let folder: string;
let sound: string;
let unsound: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "corsage-"));
  sound = join(folder, "sound.json");
  unsound = join(folder, "unsound.mjs");
  await writeFile(sound, '{ "origin": ["https://app.example.com"] }');
  await writeFile(unsound, 'export default { origin: "*", credentials: true };');
});
afterAll(() => rm(folder, { recursive: true }));

async function run(words: readonly string[], terminal: Partial<Terminal> = {}, stdin = "") {
  const recording = recordingTerminal(terminal);
  const context = { terminal: recording, readStdin: () => Promise.resolve(stdin) };
  const code = await runCommandLine(words, COMMANDS, context);
  return { code, out: recording.out(), err: recording.err() };
}

describe("exit codes", () => {
  test.each([
    { title: "0: a sound policy", words: () => ["lint", sound], code: 0, err: "" },
    { title: "1: errors", words: () => ["lint", unsound], code: 1, err: "" },
    { title: "2: no command", words: () => [], code: 2, err: "" },
    {
      title: "2: an unknown command",
      words: () => ["chek"],
      code: 2,
      err: "corsage: chek is no command. corsage --help lists them.\n",
    },
    {
      title: "2: an unknown option",
      words: () => ["lint", "--nope"],
      code: 2,
      err: "corsage: Unknown option '--nope'. corsage lint --help lists the options.\n",
    },
    {
      title: "2: no file",
      words: () => ["lint", join(folder, "absent.json")],
      code: 2,
      err: /^corsage: .*absent\.json cannot be read\.\n$/,
    },
    {
      title: "2: no origin",
      words: () => ["check", "http://127.0.0.1:1/"],
      code: 2,
      err: "corsage: --origin is missing: the origin of the page, such as https://app.example.com.\n",
    },
    {
      title: "2: an origin with a path",
      words: () => ["check", "http://127.0.0.1:1/", "-o", "https://a.example.com/x"],
      code: 2,
      err: 'corsage: "https://a.example.com/x" is no origin as browsers send it. Did you mean https://a.example.com?\n',
    },
    {
      title: "2: two formats",
      words: () => ["lint", sound, "--json", "--sarif"],
      code: 2,
      err: "corsage: --json and --sarif exclude each other.\n",
    },
    {
      title: "3: nobody answers",
      words: () => ["check", "http://127.0.0.1:1/", "-o", "https://a.example.com"],
      code: 3,
      err: /^corsage: http:\/\/127\.0\.0\.1:1 does not answer: /,
    },
  ])("$title", async ({ words, code, err }) => {
    const result = await run(words());
    expect(result.code).toBe(code);
    if (typeof err === "string") expect(result.err).toBe(err);
    else expect(result.err).toMatch(err);
  });
});

describe("output", () => {
  test("colour only where it is wanted", async () => {
    const plain = await run(["lint", unsound]);
    const painted = await run(["lint", unsound], { color: true });
    expect(plain.out).not.toContain("\u001B[");
    expect(stripVTControlCharacters(painted.out)).toBe(plain.out);
  });

  test.each([60, 80, 120])("sentences keep to %i columns", async (width) => {
    const { out } = await run(
      ["explain", "Preflight response is not successful. Status code: 401"],
      { width },
    );
    const sentences = out.split("\n").filter((line) => /^ {4}[A-Z]/.test(line));
    expect(sentences.length).toBeGreaterThan(0);
    for (const line of sentences) expect(line.length).toBeLessThanOrEqual(width);
  });

  test("explain reads standard input", async () => {
    const { code, out } = await run(
      ["explain"],
      {},
      "Preflight response is not successful. Status code: 404",
    );
    expect(code).toBe(1);
    expect(out).toContain("Nobody answers OPTIONS");
  });

  test.each(COMMANDS.map(({ name }) => name))("%s --help has examples", async (name) => {
    const { code, out } = await run([name, "--help"]);
    expect(code).toBe(0);
    expect(out).toContain(
      `examples:\n  corsage ${name}`.replace(
        "examples:\n  corsage explain",
        "examples:\n  corsage explain",
      ),
    );
  });
});

test("the installed command runs, and a pipe that closes early is no crash", async () => {
  const main = join(import.meta.dirname, "../dist/main.js");
  const { stderr } = await new Promise<{ stderr: string }>((resolve) => {
    execFile("sh", ["-c", `node "${main}" check --help | head -n 1`], (_, __, text) =>
      resolve({ stderr: text }),
    );
  });
  expect(stderr).toBe("");
});
