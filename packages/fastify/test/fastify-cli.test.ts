import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

// fastify-cli makes the instance itself, and autoload imports the plugin long after: the late import of real life.
const root = fileURLToPath(new URL("..", import.meta.url));
const cli = join(root, "node_modules/fastify-cli/cli.js");
const origin = "https://app.example.com";
let project: string;

const FILES: Readonly<Record<string, string>> = {
  "app.js": `
    import autoload from "@fastify/autoload";
    import { join } from "node:path";
    export default async function app(fastify, _options) {
      fastify.addHook("onRequest", function authenticate(request, reply, done) {
        if (request.method === "OPTIONS") reply.code(401).send();
        else done();
      });
      fastify.register(autoload, { dir: join(import.meta.dirname, "plugins") });
      fastify.register(autoload, { dir: join(import.meta.dirname, "routes") });
    }`,
  "plugins/cors.js": `
    import corsPlugin from "@corsage/fastify";
    import fastifyPlugin from "fastify-plugin";
    export default fastifyPlugin(async (fastify) => {
      await fastify.register(corsPlugin, { origin: ["${origin}"] });
    });`,
  "routes/root.js": `
    export default async function routes(fastify) {
      fastify.get("/orders", async () => []);
    }`,
};

beforeAll(async () => {
  project = await mkdtemp(join(root, "test/.cli-"));
  await mkdir(join(project, "plugins"));
  await mkdir(join(project, "routes"));
  for (const [name, text] of Object.entries(FILES)) {
    // oxlint-disable-next-line no-await-in-loop -- four small files
    await writeFile(join(project, name), text);
  }
});
afterAll(() => rm(project, { recursive: true }));

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => void server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** The status of a preflight; `undefined` while nobody listens. */
function askPreflight(port: number): Promise<number | undefined> {
  const headers = { origin, "access-control-request-method": "GET" };
  return new Promise((resolve) => {
    request(
      { host: "127.0.0.1", port, path: "/orders", method: "OPTIONS", headers, agent: false },
      (response) => {
        response.resume();
        resolve(response.statusCode);
      },
    )
      .on("error", () => resolve(undefined))
      .end();
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL"); // its graceful end would wait for what is of no interest here
  await ended;
}

/** Starts the project as `fastify start` does, and asks it a preflight. */
async function start(
  flags: readonly string[],
): Promise<{ status: number | undefined; log: string }> {
  const port = await freePort();
  const words = [
    ...flags,
    cli,
    "start",
    "--address",
    "127.0.0.1",
    "--log-level",
    "warn",
    "--port",
    String(port),
    "app.js",
  ];
  const child = spawn(process.execPath, words, { cwd: project, stdio: ["ignore", "pipe", "pipe"] });
  let log = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      log += text;
    });
  }
  try {
    for (let attempt = 0; attempt < 300; attempt += 1) {
      // oxlint-disable no-await-in-loop -- asked until it answers
      const status = await askPreflight(port);
      if (status !== undefined) return { status, log };
      if (child.exitCode !== null) break;
      await sleep(100);
      // oxlint-enable no-await-in-loop
    }
    throw new Error(`fastify start did not come up:\n${log}`);
  } finally {
    await end(child);
  }
}

test("under fastify-cli with autoload, the preflight is not answered, and the warning names the hook that was earlier", async () => {
  const { status, log } = await start([]);
  // The instance that fastify-cli made was never seen: OPTIONS ends in its 404, outside of the plugin.
  expect(status).toBe(404);
  expect(log).toContain("authenticate");
  expect(log).toContain("@corsage/fastify/reserve");
}, 60_000);

test("`node --import @corsage/fastify/reserve` cures it there too", async () => {
  const { status, log } = await start(["--import", "@corsage/fastify/reserve"]);
  expect(status).toBe(204);
  expect(log).not.toContain("@corsage/fastify/reserve");
}, 60_000);
