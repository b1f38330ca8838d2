import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { answerWith, app, type Running, startServer } from "./planted-server.ts";
import { runCorsage } from "./run-corsage.ts";

const status401 = "Preflight response is not successful. Status code: 401";

let folder: string;
let sound: string;
let unsound: string;
let server: Running;
let open: Running;
let silent: Running;
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
});
afterAll(async () => {
  await Promise.all([server, open, silent].map((running) => running.close()));
  await rm(folder, { recursive: true });
});

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
    const result = await runCorsage(words());
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
    const result = await runCorsage(words());
    expect(result.code).toBe(Number(title.charAt(0)));
    expect(result.out).toBe("");
    expect(result.err).toMatch(/^corsage: [^\n]+\n$/);
    expect(result.err).toContain(says);
  });
});
