import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";

// Each row is a process of its own: importing has an effect, and that is what is tested.
const run = promisify(execFile);
const root = fileURLToPath(new URL("..", import.meta.url));

interface Outcome {
  readonly status: number;
  readonly origin: string | undefined;
  readonly warnings: readonly string[];
  readonly error: string | undefined;
}

const PREAMBLE = `
  const warnings = [];
  const stream = { write: (line) => void warnings.push(JSON.parse(line).msg) };
  const logger = { level: "warn", stream };
  const options = { origin: ["https://app.example.com"] };
  const ask = async (app, url = "/") => {
    let error;
    let answer = { statusCode: 0, headers: {} };
    try {
      answer = await app.inject({ method: "OPTIONS", url, headers: {
        origin: "https://app.example.com", "access-control-request-method": "GET" } });
    } catch (thrown) { error = thrown.message; }
    console.log(JSON.stringify({ status: answer.statusCode,
      origin: answer.headers["access-control-allow-origin"], warnings, error }));
  };
  async function authenticate(_, reply) { return reply.code(401).send(); }
`;

async function runProgram(program: string, flags: readonly string[] = []): Promise<Outcome> {
  const source = `${PREAMBLE}\n${program}`;
  const args = [...flags, "--input-type=module", "--eval", source];
  const { stdout } = await run(process.execPath, args, { cwd: root });
  return JSON.parse(stdout) as Outcome;
}

test("imported before Fastify(): first in line, and nothing to warn of", async () => {
  const outcome = await runProgram(`
    import { corsPlugin } from "@corsage/fastify";
    import Fastify from "fastify";
    const app = Fastify({ logger });
    app.addHook("onRequest", authenticate);
    app.get("/", async () => "x");
    await app.register(corsPlugin, options);
    await ask(app);
  `);
  expect(outcome).toEqual({ status: 204, origin: "https://app.example.com", warnings: [] });
});

const late = `
  import Fastify from "fastify";
  const app = Fastify({ logger });
  app.addHook("onRequest", authenticate);
  const { corsPlugin } = await import("@corsage/fastify");
  await app.register(corsPlugin, options);
  app.get("/", async () => "x");
  await ask(app);
`;

test("imported after Fastify(): the earlier hook answers first, and the warning names it", async () => {
  const { status, warnings } = await runProgram(late);
  expect(status).toBe(401);
  expect(warnings).toEqual([expect.stringContaining('["authenticate"]')]);
  expect(warnings[0]).toContain("@corsage/fastify/reserve");
});

test("`node --import @corsage/fastify/reserve` cures it", async () => {
  const outcome = await runProgram(late, ["--import", "@corsage/fastify/reserve"]);
  expect(outcome).toMatchObject({ status: 204, warnings: [] });
});

test("routes that were never seen stop start-up where several policies need them", async () => {
  const { error } = await runProgram(`
    import Fastify from "fastify";
    const app = Fastify({ logger });
    app.get("/", { cors: false }, async () => "x");
    const { corsPlugin } = await import("@corsage/fastify");
    await app.register(corsPlugin, options);
    app.get("/late", { cors: { origin: "*" } }, async () => "x");
    await ask(app);
  `);
  expect(error).toContain("a route was added before the plugin could see them");
});

test("so they do where policies have names, which such a route may refer to", async () => {
  const { error } = await runProgram(`
    import Fastify from "fastify";
    const app = Fastify({ logger });
    app.get("/", { cors: "partners" }, async () => "x");
    const { corsPlugin } = await import("@corsage/fastify");
    await app.register(corsPlugin, { ...options, policies: { partners: { origin: "*" } } });
    await ask(app);
  `);
  expect(error).toContain("a route was added before the plugin could see them");
});

test("`/manual` has no effect when imported", async () => {
  const program = (attach: string): string => `
    import { attachCors, corsPlugin } from "@corsage/fastify/manual";
    import Fastify from "fastify";
    const app = Fastify({ logger });
    ${attach}
    app.addHook("onRequest", authenticate);
    app.get("/", async () => "x");
    await app.register(corsPlugin, options);
    await ask(app);
  `;
  expect((await runProgram(program(""))).status).toBe(401);
  expect((await runProgram(program("attachCors(app);"))).status).toBe(204);
});

test("required from CommonJS, the plugin can be registered as it is", async () => {
  const outcome = await runProgram(`
    import { createRequire } from "node:module";
    const require = createRequire(process.cwd() + "/package.json");
    const cors = require("@corsage/fastify");
    const app = require("fastify")({ logger });
    app.addHook("onRequest", authenticate);
    await app.register(cors, options);
    app.get("/", async () => "x");
    await ask(app);
  `);
  expect(outcome).toEqual({ status: 204, origin: "https://app.example.com", warnings: [] });
});

let copy = "";
beforeAll(() => {
  // Inside the package, so that the copy's own imports resolve.
  copy = mkdtempSync(join(realpathSync(root), ".copy-"));
  cpSync(join(root, "dist"), join(copy, "dist"), { recursive: true });
});
afterAll(() => rmSync(copy, { recursive: true }));

test("two copies in one process work on one application", async () => {
  const outcome = await runProgram(`
    import { corsPlugin, definePolicy } from "@corsage/fastify";
    import Fastify from "fastify";
    const other = await import(${JSON.stringify(`./${copy.slice(copy.lastIndexOf(".copy-"))}/dist/index.js`)}
      .replace("./", "file://" + process.cwd() + "/"));
    if (other.corsPlugin === corsPlugin) throw new Error("not a copy");
    const app = Fastify({ logger });
    app.addHook("onRequest", authenticate);
    await app.register(corsPlugin, { policy: false });
    app.register(async (scope) => {
      await scope.register(other.corsPlugin, { policy: definePolicy(options) });
      scope.get("/", async () => "x");
    });
    await ask(app);
  `);
  expect(outcome).toEqual({ status: 204, origin: "https://app.example.com", warnings: [] });
});
