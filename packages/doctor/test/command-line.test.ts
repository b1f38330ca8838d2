import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify, stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runCommandLine } from "../src/command-line.ts";
import { COMMANDS } from "../src/commands.ts";
import { processTerminal, type Terminal } from "../src/terminal.ts";
import { answerWith, app, type Running, startServer } from "./planted-server.ts";
import { recordingTerminal } from "./recording-terminal.ts";

const main = join(import.meta.dirname, "../dist/main.js");
const status401 = "Preflight response is not successful. Status code: 401";

let folder: string;
let sound: string;
let unsound: string;
let server: Running;
let open: Running;
let silent: Running;
let slow: Running;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "corsage-"));
  sound = join(folder, "sound.json");
  unsound = join(folder, "unsound.mjs");
  await writeFile(sound, '{ "origin": ["https://app.example.com"] }');
  await writeFile(unsound, 'export default { origin: "*", credentials: true };');
  await writeFile(join(folder, "no.json"), "{\n  origin: 1\n}");
  await writeFile(join(folder, "throws.mjs"), 'throw new Error("no database\\nat all");');
  await writeFile(join(folder, "empty.mjs"), "export const other = 1;");
  server = await startServer(answerWith({}));
  open = await startServer(({ headers }, response) => {
    response.setHeader("access-control-allow-origin", headers.origin ?? "*");
    response.setHeader("access-control-allow-credentials", "true");
    response.end();
  });
  silent = await startServer(() => undefined);
  slow = await startServer((request, response) => {
    setTimeout(() => answerWith({})(request, response), 80);
  });
});
afterAll(async () => {
  await Promise.all([server, open, silent, slow].map((running) => running.close()));
  await rm(folder, { recursive: true });
});

async function run(words: readonly string[], terminal: Partial<Terminal> = {}, stdin = "") {
  const recording = recordingTerminal(terminal);
  const context = { terminal: recording, readStdin: () => Promise.resolve(stdin) };
  const code = await runCommandLine(words, COMMANDS, context);
  return { code, out: recording.out(), err: recording.err() };
}

describe("exit codes", () => {
  test.each([
    { title: "0: a sound policy", words: () => ["lint", sound], code: 0 },
    { title: "0: a page may read", words: () => ["check", server.url, "-o", app], code: 0 },
    { title: "0: nobody else is let in", words: () => ["scan", server.url, "-o", app], code: 0 },
    { title: "0: help", words: () => ["--help"], code: 0 },
    { title: "0: the version", words: () => ["--version"], code: 0 },
    { title: "1: a policy with errors", words: () => ["lint", unsound], code: 1 },
    { title: "1: one of two policies", words: () => ["lint", sound, unsound], code: 1 },
    { title: "1: blocked", words: () => ["check", server.url, "-o", "https://x.example"], code: 1 },
    { title: "1: a message explained", words: () => ["explain", status401], code: 1 },
    { title: "1: open to everybody", words: () => ["scan", open.url], code: 1 },
    { title: "2: no command", words: () => [], code: 2 },
  ])("$title", async ({ words, code }) => {
    const result = await run(words());
    expect(result.code).toBe(code);
    expect(result.err).toBe("");
    expect(result.out).not.toBe("");
  });

  test.each([
    { title: "2: an unknown command", words: () => ["chek"], says: '"chek" is no command' },
    { title: "2: an unknown option", words: () => ["lint", "--nope"], says: "--nope" },
    {
      title: "2: an option without its value",
      words: () => ["check", "-o"],
      says: "argument missing",
    },
    { title: "2: no file", words: () => ["lint"], says: "lint needs a file" },
    {
      title: "2: a file that is not there",
      words: () => ["lint", "absent.json"],
      says: "absent.json cannot be read",
    },
    {
      title: "2: a file that is no JSON",
      words: () => ["lint", join(folder, "no.json")],
      says: "is not JSON",
    },
    {
      title: "2: a module that throws",
      words: () => ["lint", join(folder, "throws.mjs")],
      says: "cannot be imported: no database",
    },
    {
      title: "2: a module without options",
      words: () => ["lint", join(folder, "empty.mjs")],
      says: "exports neither options nor a Policy",
    },
    {
      title: "2: a library that is not known",
      words: () => ["lint", sound, "--as", "hono"],
      says: "--as takes express, fastify or nest",
    },
    {
      title: "2: a request without origin",
      words: () => ["lint", sound, "--request", "GET"],
      says: "METHOD origin",
    },
    { title: "2: no URL", words: () => ["check", "-o", app], says: "a URL is missing" },
    {
      title: "2: two URLs",
      words: () => ["check", "http://a", "http://b", "-o", app],
      says: "one URL at a time",
    },
    {
      title: "2: a URL without scheme",
      words: () => ["check", "localhost:4001/orders", "-o", app],
      says: "Did you mean http://localhost:4001/orders or https://localhost:4001/orders?",
    },
    {
      title: "2: a URL of another scheme",
      words: () => ["check", "ftp://a.example/", "-o", app],
      says: "no http or https URL",
    },
    {
      title: "2: a URL with a password",
      words: () => ["check", "http://u:p@a.example/", "-o", app],
      says: "browsers refuse URLs with a name or password",
    },
    {
      title: "2: no origin",
      words: () => ["check", "http://127.0.0.1:1/"],
      says: "--origin is missing",
    },
    {
      title: "2: an origin with a path",
      words: () => ["check", "http://127.0.0.1:1/", "-o", "https://a.example/x"],
      says: "Did you mean https://a.example?",
    },
    {
      title: "2: an origin without scheme",
      words: () => ["check", "http://127.0.0.1:1/", "-o", "localhost:3000"],
      says: "Did you mean http://localhost:3000?",
    },
    {
      title: "2: a header without colon",
      words: () => ["check", "http://127.0.0.1:1/", "-o", app, "-H", "x-id"],
      says: "write 'name: value'",
    },
    {
      title: "2: a header whose name is none",
      words: () => ["check", "http://127.0.0.1:1/", "-o", app, "-H", "x id: 1"],
      says: "write 'name: value'",
    },
    {
      title: "2: a header of two lines",
      words: () => ["check", "http://127.0.0.1:1/", "-o", app, "-H", "x: a\nb"],
      says: "write 'name: value'",
    },
    {
      title: "2: a method that is none",
      words: () => ["check", "http://127.0.0.1:1/", "-o", app, "-X", "a@b"],
      says: "is no method",
    },
    {
      title: "2: a method that no page can send",
      words: () => ["check", "http://127.0.0.1:1/", "-o", app, "-X", "TRACE"],
      says: "no page can send",
    },
    {
      title: "2: a GET with a body",
      words: () => ["check", "http://127.0.0.1:1/", "-o", app, "-X", "get", "-d", "x"],
      says: "a GET has no body",
    },
    {
      title: "2: a stack that is not known",
      words: () => ["check", "http://127.0.0.1:1/", "-o", app, "--for", "rails"],
      says: "--for takes fastify, nest",
    },
    {
      title: "2: a timeout that is none",
      words: () => ["check", "http://127.0.0.1:1/", "-o", app, "--timeout", "5s"],
      says: "--timeout takes milliseconds",
    },
    {
      title: "2: two formats",
      words: () => ["lint", sound, "--json", "--sarif"],
      says: "--json and --sarif exclude each other",
    },
    { title: "2: scan without URL", words: () => ["scan"], says: "scan needs a URL" },
    {
      title: "2: scan for no origin",
      words: () => ["scan", "http://127.0.0.1:1/", "-o", "x y"],
      says: "is no origin",
    },
    {
      title: "2: explain without text",
      words: () => ["explain"],
      says: "explain needs the console's text",
    },
    {
      title: "2: explain what no browser prints",
      words: () => ["explain", "hello"],
      says: "no browser prints this about CORS",
    },
    {
      title: "2: a shell that is not known",
      words: () => ["completion", "fish"],
      says: "completion bash",
    },
    {
      title: "3: check: nobody answers",
      words: () => ["check", "http://127.0.0.1:1/", "-o", app],
      says: "the connection is refused",
    },
    {
      title: "3: scan: nobody answers",
      words: () => ["scan", "http://127.0.0.1:1/"],
      says: "the connection is refused",
    },
    {
      title: "3: check: no host of the name",
      words: () => ["check", "http://no-such-host.invalid/", "-o", app],
      says: "does not answer",
    },
    {
      title: "3: check: no answer in time",
      words: () => ["check", silent.url, "-o", app, "--timeout", "50"],
      says: "within 50 ms",
    },
  ])("$title, in one clear line", async ({ title, words, says }) => {
    const result = await run(words());
    expect(result.code).toBe(Number(title.charAt(0)));
    expect(result.out).toBe("");
    expect(result.err).toMatch(/^corsage: [^\n]+\n$/);
    expect(result.err).toContain(says);
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

  test("a line of progress for a slow server, taken away again", async () => {
    const watched = await run(["check", slow.url, "-o", app], { interactive: true });
    const host = new URL(slow.url).host;
    expect(watched.err).toBe(`asking ${host} …\r\u001B[K`);
    const piped = await run(["check", slow.url, "-o", app]);
    expect(piped.err).toBe("");
    expect(piped.out).toBe(watched.out);
  });

  test("on a screen quoted lines are folded, in a pipe they stay whole", async () => {
    const words = ["check", server.url, "-o", app, "-X", "DELETE"];
    const piped = await run(words, { width: 80 });
    const screen = await run(words, { width: 80, folds: true });
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
    const { out } = await run(["check", hostile.url, "-o", app], { color: true });
    await hostile.close();
    expect(out).toContain("access-control-allow-origin: \\u009b31mred");
    expect(out).not.toContain("\u009B");
    const pasted = await run(["explain", `\u001B]0;title\u0007${status401}`]);
    for (const control of ["\u001B", "\u0007"]) expect(pasted.out).not.toContain(control);
  });

  test.each(COMMANDS.map(({ name }) => name))(
    "%s --help has examples, and 80 columns",
    async (name) => {
      const { code, out } = await run([name, "--help"]);
      expect(code).toBe(0);
      const [options = "", examples = ""] = out.split("examples:\n");
      expect(examples).toMatch(new RegExp(`corsage ${name} `));
      for (const line of options.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
      expect((await run(["help", name])).out).toBe(out);
    },
  );
});

describe("the terminal that a process has", () => {
  const terminalOf = (env: Record<string, string>, stdout: object, stderr: object = {}) =>
    // The parts of `process` that are read.
    processTerminal({ env, stdout, stderr });

  test.each([
    { title: "a screen has colour", env: {}, stdout: { isTTY: true }, color: true },
    { title: "a pipe has none", env: {}, stdout: {}, color: false },
    {
      title: "NO_COLOR switches it off",
      env: { NO_COLOR: "1" },
      stdout: { isTTY: true },
      color: false,
    },
    {
      title: "an empty NO_COLOR does not",
      env: { NO_COLOR: "" },
      stdout: { isTTY: true },
      color: true,
    },
    {
      title: "a dumb terminal has none",
      env: { TERM: "dumb" },
      stdout: { isTTY: true },
      color: false,
    },
    { title: "FORCE_COLOR gives it to a pipe", env: { FORCE_COLOR: "1" }, stdout: {}, color: true },
    {
      title: "NO_COLOR is stronger",
      env: { FORCE_COLOR: "1", NO_COLOR: "1" },
      stdout: {},
      color: false,
    },
  ])("$title", ({ env, stdout, color }) => expect(terminalOf(env, stdout).color).toBe(color));

  test.each([
    { columns: undefined, width: 80 },
    { columns: 20, width: 40 },
    { columns: 100, width: 100 },
    { columns: 300, width: 120 },
  ])("$columns columns are written to $width", ({ columns, width }) =>
    expect(terminalOf({}, { columns }).width).toBe(width),
  );

  test("progress is for who watches standard error, folding for who watches standard output", () => {
    expect(terminalOf({}, {}, { isTTY: true })).toMatchObject({ interactive: true, folds: false });
    expect(terminalOf({}, { isTTY: true })).toMatchObject({ interactive: false, folds: true });
  });
});

describe("completion, in a real bash", () => {
  const complete = async (words: readonly string[]): Promise<readonly string[]> => {
    const { out } = await run(["completion", "bash"]);
    const script = `${out}
COMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length - 1}
_corsage; printf '%s\n' "\${COMPREPLY[@]}"`;
    const { stdout } = await promisify(execFile)("bash", ["-c", script]);
    return stdout.split("\n").filter((line) => line !== "");
  };

  test.each([
    { words: ["corsage", ""], offers: ["check", "explain", "lint", "scan", "completion", "help"] },
    { words: ["corsage", "ch"], offers: ["check"] },
    { words: ["corsage", "check", "--or"], offers: ["--origin"] },
    { words: ["corsage", "lint", "--js"], offers: ["--json"] },
    { words: ["corsage", "check", "--for", "f"], offers: ["fastify", "fastapi"] },
    { words: ["corsage", "lint", "--as", ""], offers: ["express", "fastify", "nest"] },
    { words: ["corsage", "lint", "cors"], offers: [] },
  ])("$words", async ({ words, offers }) => expect(await complete(words)).toEqual(offers));
});

/** What node has loaded by the end, as it counts for itself. */
async function loadedBy(words: readonly string[]): Promise<readonly string[]> {
  const coverage = await mkdtemp(join(tmpdir(), "corsage-loaded-"));
  await promisify(execFile)(process.execPath, [main, ...words], {
    env: { ...process.env, NODE_V8_COVERAGE: coverage },
  }).catch(() => undefined);
  const [file = ""] = await readdir(coverage);
  const { result }: { result: readonly { url: string }[] } = JSON.parse(
    await readFile(join(coverage, file), "utf8"),
  );
  await rm(coverage, { recursive: true });
  return result.map(({ url }) => url).filter((url) => url.startsWith("file:"));
}

describe("starting", () => {
  test.each([["--help"], ["check", "--help"], ["completion", "bash"], ["--version"]])(
    "corsage %s %s loads no more than it says",
    async (...words) => {
      const loaded = await loadedBy(words);
      expect(loaded.some((url) => url.endsWith("/dist/command-line.js"))).toBe(true);
      expect(loaded.filter((url) => /packages\/(?:core|browser)|node_modules/.test(url))).toEqual(
        [],
      );
    },
  );

  test("explain needs no network code", async () => {
    const loaded = await loadedBy(["explain", status401]);
    expect(loaded.some((url) => url.endsWith("/dist/explain.js"))).toBe(true);
    expect(loaded.filter((url) => /packages\/browser/.test(url))).toEqual([]);
  });
});

test("the installed command runs, and a pipe that closes early is no crash", async () => {
  const { stderr } = await new Promise<{ stderr: string }>((resolve) => {
    execFile("sh", ["-c", `node "${main}" check --help | head -n 1`], (_, __, text) =>
      resolve({ stderr: text }),
    );
  });
  expect(stderr).toBe("");
});
