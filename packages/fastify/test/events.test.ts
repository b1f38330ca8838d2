import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { corsPlugin, type Conflict, type DecisionEvent, type ReloadEvent } from "@corsage/fastify";
import Fastify from "fastify";
import { afterEach, beforeEach, expect, test } from "vitest";
import { APP, preflight, send, STRANGER, withServer } from "./wire.ts";

let decisions: DecisionEvent[] = [];
let conflicts: Conflict[] = [];
let reloads: ReloadEvent[] = [];
const listeners: readonly [string, (message: unknown) => void][] = [
  ["corsage:decision", (message) => void decisions.push(message as DecisionEvent)],
  ["corsage:conflict", (message) => void conflicts.push(message as Conflict)],
  ["corsage:reload", (message) => void reloads.push(message as ReloadEvent)],
];
beforeEach(() => {
  [decisions, conflicts, reloads] = [[], [], []];
  for (const [name, listener] of listeners) subscribe(name, listener);
});
afterEach(() => {
  for (const [name, listener] of listeners) unsubscribe(name, listener);
});

test("a decision event names the policy and the route that runs, or that is asked about", async () => {
  const app = Fastify();
  app.register(corsPlugin, { origin: [APP], policies: { partners: { origin: [APP] } } });
  app.put("/orders/:id", { cors: "partners" }, async () => "x");
  await withServer(app, async (port) => {
    await preflight(port, "/orders/7", "PUT", { "access-control-request-headers": "x-a" });
    await send(port, { method: "PUT", url: "/orders/7", headers: { origin: STRANGER } });
    await send(port, { url: "/nothing" });
  });
  expect(
    decisions.map(({ decision, policyName, route, request }) => [
      request.method,
      decision.kind,
      decision.code,
      policyName,
      route,
    ]),
  ).toEqual([
    [
      "OPTIONS",
      "preflight",
      "header-not-allowed",
      "partners",
      { method: "PUT", url: "/orders/:id" },
    ],
    ["PUT", "actual", "origin-not-allowed", "partners", { method: "PUT", url: "/orders/:id" }],
    ["GET", "no-origin", "no-origin", undefined, undefined],
  ]);
});

test("`enforce: 'report'` publishes what it would have refused", async () => {
  const app = Fastify();
  app.register(corsPlugin, { origin: [APP], enforce: "report" });
  app.post("/", async () => "x");
  await withServer(app, async (port) => {
    const answer = await send(port, { method: "POST", headers: { origin: STRANGER } });
    expect(answer.status).toBe(200);
  });
  expect(decisions.map(({ decision }) => [decision.code, decision.answer])).toEqual([
    ["origin-not-allowed", undefined],
  ]);
});

test("a conflict event says whose headers were found and which set went out", async () => {
  const app = Fastify();
  app.register(corsPlugin, { origin: [APP] });
  app.get("/", (_, reply) => reply.header("Access-Control-Allow-Origin", "*").send("x"));
  await withServer(app, async (port) => void (await send(port, { headers: { origin: APP } })));
  expect(conflicts.map(({ foreign, sent }) => [foreign, sent])).toEqual([
    [{ "access-control-allow-origin": "*" }, "ours"],
  ]);
});

test("a reload event says which policy is in force now", async () => {
  const app = Fastify();
  app.register(corsPlugin, { origin: [APP], policies: { partners: { origin: [APP] } } });
  await app.ready();
  app.cors.replace("partners", { origin: [STRANGER] });
  expect(reloads.map(({ policy, policyName }) => [policy.options.origin, policyName])).toEqual([
    [[STRANGER], "partners"],
  ]);
  await app.close();
});

test("the log has warnings once, a refused origin once, and nothing per request", async () => {
  const lines: string[] = [];
  const stream = { write: (line: string): void => void lines.push(JSON.parse(line).msg) };
  const app = Fastify({ logger: { level: "warn", stream } });
  app.register(corsPlugin, { origin: [APP, APP] });
  app.get("/", async () => "x");
  await withServer(app, async (port) => {
    for (const origin of [APP, STRANGER, STRANGER, APP, STRANGER]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await send(port, { headers: { origin } });
    }
  });
  expect(lines).toEqual([
    expect.stringContaining("duplicate"),
    expect.stringContaining(`"${STRANGER}" is not allowed`),
  ]);
});
