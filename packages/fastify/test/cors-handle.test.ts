import { corsPlugin, PolicyError } from "@corsage/fastify";
import Fastify from "fastify";
import { expect, test } from "vitest";
import { APP, preflight, send, withServer } from "./wire.ts";

const NEXT = "https://next.example.com";

test("replace() puts another policy in force, for whatever is built on it", async () => {
  const app = Fastify();
  app.register(corsPlugin, { origin: [APP], policies: { partners: { origin: [APP] } } });
  app.get("/", async () => "x");
  app.put("/partner", { cors: { policy: "partners", enforce: "off" } }, async () => "x");
  await withServer(app, async (port) => {
    app.cors.replace({ origin: [NEXT] });
    expect((await preflight(port, "/", "GET", { origin: NEXT })).status).toBe(204);
    expect((await preflight(port, "/", "GET")).status).toBe(403);
    expect((await preflight(port, "/partner", "PUT")).status).toBe(204);
    app.cors.replace("partners", { origin: [NEXT] });
    expect((await preflight(port, "/partner", "PUT", { origin: NEXT })).status).toBe(204);
    const refused = await send(port, { method: "PUT", url: "/partner", headers: { origin: APP } });
    expect([refused.status, refused.cors]).toEqual([200, ["vary: Origin"]]); // still enforce: 'off'
  });
});

test("replacing the application's policy leaves the named one it referred to", async () => {
  const app = Fastify();
  app.register(corsPlugin, { policy: "partners", policies: { partners: { origin: [APP] } } });
  app.get("/", async () => "x");
  app.get("/partner", { cors: "partners" }, async () => "x");
  await withServer(app, async (port) => {
    app.cors.replace({ origin: [NEXT] });
    expect((await preflight(port, "/", "GET")).status).toBe(403);
    expect((await preflight(port, "/partner", "GET")).status).toBe(204);
  });
});

test("an invalid policy throws, and the old one stays", async () => {
  const app = Fastify();
  app.register(corsPlugin, { origin: [APP] });
  app.get("/", async () => "x");
  await withServer(app, async (port) => {
    const invalid = JSON.parse('{"origin":"*","credentials":true}');
    expect(() => app.cors.replace(invalid)).toThrow(PolicyError);
    expect(() => app.cors.replace("nobody", { origin: [NEXT] })).toThrow("No policy has a name");
    expect((await preflight(port, "/", "GET")).status).toBe(204);
  });
});

test("a policy that would make routes ambiguous throws, and the old one stays", async () => {
  const app = Fastify();
  app.register(corsPlugin, {
    origin: [APP],
    policies: { first: { origin: [APP] }, second: { origin: [APP] } },
  });
  app.get("/", { constraints: { version: "1.0.0" }, cors: "first" }, async () => "x");
  app.get("/", { constraints: { version: "2.0.0" }, cors: "second" }, async () => "x");
  await app.ready();
  expect(() => app.cors.replace("second", { origin: [NEXT] })).toThrow("cannot tell");
  const { decision } = await app.cors.explain({
    method: "GET",
    url: "/",
    origin: APP,
    headers: { "accept-version": "2.0.0" },
  });
  expect(decision.code).toBe("allowed");
  await app.close();
});

test("under load, every answer is of one policy or the other, never of both", async () => {
  const app = Fastify();
  const policies = [
    { origin: [APP], credentials: true, exposedHeaders: ["x-a"], maxAge: 1 },
    { origin: [APP], exposedHeaders: ["x-b"], maxAge: 2 },
  ];
  app.register(corsPlugin, { ...policies[0], origin: [APP] });
  app.get("/", async () => "x");
  await withServer(app, async (port) => {
    const seen = new Set<string>();
    const ask = async (): Promise<void> => {
      const { cors } = await send(port, { headers: { origin: APP } });
      seen.add(cors.join("\n"));
    };
    for (let round = 0; round < 20; round += 1) {
      const requests = Array.from({ length: 10 }, ask);
      app.cors.replace(policies[round % 2 === 0 ? 1 : 0] ?? { origin: [APP] });
      // oxlint-disable-next-line no-await-in-loop -- rounds of a load
      await Promise.all(requests);
    }
    const origin = `access-control-allow-origin: ${APP}`;
    expect([...seen].toSorted()).toEqual([
      [
        "access-control-allow-credentials: true",
        origin,
        "access-control-expose-headers: x-a",
        "vary: Origin",
      ].join("\n"),
      [origin, "access-control-expose-headers: x-b", "vary: Origin"].join("\n"),
    ]);
  });
});

test("explain() says what would be decided and why, for preflights and requests", async () => {
  const app = Fastify();
  app.register(corsPlugin, { origin: [APP], policies: { partners: { origin: [NEXT] } } });
  app.put("/orders/:id", { cors: "partners" }, async () => "x");
  await app.ready();
  expect(
    await app.cors.explain({
      method: "PUT",
      url: "/orders/7",
      origin: APP,
      headers: { Host: "api.example.com" },
    }),
  ).toMatchObject({
    decision: { kind: "actual", code: "origin-not-allowed", answer: 403 },
    policyName: "partners",
    route: { method: "PUT", url: "/orders/:id" },
    sentence: expect.stringContaining(APP),
  });
  const asked = { "Access-Control-Request-Method": "PUT", "access-control-request-headers": "x-a" };
  expect(
    await app.cors.explain({ method: "OPTIONS", url: "/orders/7", origin: NEXT, headers: asked }),
  ).toMatchObject({
    decision: { kind: "preflight", code: "header-not-allowed", subject: "x-a", answer: 204 },
  });
  expect(await app.cors.explain({ method: "GET", url: "/nothing", origin: APP })).toMatchObject({
    decision: { code: "allowed" },
    policyName: undefined,
    route: undefined,
  });
  await app.close();
});

test("explain() has nothing to say of a route that is skipped", async () => {
  const app = Fastify();
  app.register(corsPlugin, { origin: [APP] });
  app.get("/own", { cors: "skip" }, async () => "x");
  await app.ready();
  await expect(app.cors.explain({ method: "GET", url: "/own", origin: APP })).rejects.toThrow(
    "/own",
  );
  await app.close();
});

test("routes() lists every route with its policy and the methods a preflight is told", async () => {
  const app = Fastify({ exposeHeadRoutes: false });
  app.register(corsPlugin, { origin: [APP], policies: { partners: { origin: [NEXT] } } });
  app.get("/orders", async () => "x");
  app.post("/orders", async () => "x");
  app.put("/orders", { cors: "partners" }, async () => "x");
  app.get("/own", { cors: "skip" }, async () => "x");
  await app.ready();
  expect(app.cors.routes()).toEqual([
    { method: "GET", url: "/orders", policy: undefined, methods: ["GET", "HEAD", "POST"] },
    { method: "POST", url: "/orders", policy: undefined, methods: ["GET", "HEAD", "POST"] },
    { method: "PUT", url: "/orders", policy: "partners", methods: ["PUT"] },
    { method: "GET", url: "/own", policy: "skip", methods: [] },
  ]);
  await app.close();
});

test("request.cors is the decision, and says so where there is none", async () => {
  const app = Fastify();
  app.register(corsPlugin, { origin: [APP] });
  app.get("/", async ({ cors }) => cors.code);
  app.get("/own", { cors: "skip" }, async ({ cors }) => cors.code);
  await withServer(app, async (port) => {
    expect((await send(port, { headers: { origin: APP } })).body).toBe("allowed");
    expect((await send(port)).body).toBe("no-origin");
    const skipped = await send(port, { url: "/own" });
    expect([skipped.status, skipped.body]).toEqual([500, expect.stringContaining("GET /own")]);
  });
});
