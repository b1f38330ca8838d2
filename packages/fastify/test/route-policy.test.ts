import { corsPlugin, definePolicy, type RouteCors } from "@corsage/fastify";
import Fastify, { type FastifyInstance } from "fastify";
import { describe, expect, test } from "vitest";
import { APP, ONLY_VARY, preflight, send, STRANGER, withServer } from "./wire.ts";

const PARTNER = "https://partner.example.org";
const DEFAULTS = ["access-control-allow-headers: content-type", "access-control-max-age: 7200"];

/** The CORS lines of a granted preflight, sorted as the wire helper sorts them. */
function granted(origin: string, methods: string, vary = "Origin"): readonly string[] {
  return [
    ...DEFAULTS.slice(0, 1),
    `access-control-allow-methods: ${methods}`,
    `access-control-allow-origin: ${origin}`,
    ...DEFAULTS.slice(1),
    `vary: ${vary}`,
  ];
}

function createApplication(): FastifyInstance {
  const app = Fastify();
  app.register(corsPlugin, {
    origin: [APP],
    policies: { partners: { origin: [PARTNER] } },
  });
  return app;
}

const references: readonly { title: string; cors: RouteCors }[] = [
  { title: "options", cors: { origin: [PARTNER] } },
  { title: "a policy", cors: definePolicy({ origin: [PARTNER] }) },
  { title: "a name", cors: "partners" },
  { title: "a name with another enforcement", cors: { policy: "partners", enforce: "off" } },
  {
    title: "options with another enforcement",
    cors: { policy: { origin: [PARTNER] }, enforce: "report" },
  },
];

describe.each(references)("$title", ({ cors }) => {
  test.each([
    { place: "the route option", route: { cors } },
    { place: "config.cors", route: { config: { cors } } },
  ])(
    "as $place replaces the policy around, whole, for preflights and requests",
    async ({ route }) => {
      const app = createApplication();
      app.get("/orders", { ...route }, async () => "x");
      app.put("/orders", { ...route }, async () => "x");
      app.delete("/orders", async () => "x");
      await withServer(app, async (port) => {
        const ask = await preflight(port, "/orders", "PUT", { origin: PARTNER });
        expect([ask.status, ask.cors]).toEqual([204, granted(PARTNER, "GET, HEAD, PUT")]);
        const refused = await preflight(port, "/orders", "PUT");
        expect([refused.status, refused.cors]).toEqual([403, ONLY_VARY]);
        const other = await preflight(port, "/orders", "DELETE");
        expect(other.cors).toEqual(granted(APP, "DELETE"));
        const answer = await send(port, {
          method: "PUT",
          url: "/orders",
          headers: { origin: PARTNER },
        });
        expect([answer.status, answer.cors]).toEqual([
          200,
          [`access-control-allow-origin: ${PARTNER}`, "vary: Origin"],
        ]);
      });
    },
  );
});

test("false closes a route to other origins, and enforcement stays as it was around", async () => {
  const app = createApplication();
  app.put("/internal", { cors: false }, async () => "x");
  await withServer(app, async (port) => {
    const ask = await preflight(port, "/internal", "PUT");
    expect([ask.status, ask.cors]).toEqual([403, ONLY_VARY]);
    const put = { method: "PUT", url: "/internal" };
    expect((await send(port, { ...put, headers: { origin: APP } })).status).toBe(403);
    expect((await send(port, put)).status).toBe(200);
    const own = { ...put, headers: { origin: `http://127.0.0.1:${port}` } };
    expect((await send(port, own)).status).toBe(200);
  });
});

test("false under `enforce: 'off'` hides the answer and runs the request", async () => {
  const app = Fastify();
  app.register(corsPlugin, { origin: [APP], enforce: "off" });
  app.put("/internal", { cors: false }, async () => "x");
  await withServer(app, async (port) => {
    const answer = await send(port, { method: "PUT", url: "/internal", headers: { origin: APP } });
    expect([answer.status, answer.cors]).toEqual([200, ONLY_VARY]);
  });
});

test("'skip' leaves a route alone: it answers for itself, preflights included", async () => {
  const app = createApplication();
  app.put("/proxied", { cors: "skip" }, (_, reply) =>
    reply.header("access-control-allow-origin", "*").header("vary", "Accept").send("x"),
  );
  app.options("/proxied", { cors: "skip" }, (_, reply) =>
    reply.header("access-control-allow-methods", "PUT").code(200).send("mine"),
  );
  await withServer(app, async (port) => {
    const ask = await preflight(port, "/proxied", "PUT");
    expect([ask.status, ask.body, ask.cors]).toEqual([
      200,
      "mine",
      ["access-control-allow-methods: PUT"],
    ]);
    const answer = await send(port, {
      method: "PUT",
      url: "/proxied",
      headers: { origin: STRANGER },
    });
    expect([answer.status, answer.cors]).toEqual([
      200,
      ["access-control-allow-origin: *", "vary: Accept"],
    ]);
  });
});

test("an application closed with `policy: false` opens where a route says so", async () => {
  const app = Fastify();
  app.register(corsPlugin, { policy: false });
  app.get("/closed", async () => "x");
  app.get("/open", { cors: { origin: "*" } }, async () => "x");
  await withServer(app, async (port) => {
    expect((await preflight(port, "/closed", "GET")).status).toBe(403);
    const open = await send(port, { url: "/open" });
    expect(open.cors).toEqual(["access-control-allow-origin: *"]);
  });
});

const faults = [
  {
    title: "a name nobody gave",
    cors: "partner" as RouteCors,
    code: "unknown-policy",
    text: 'the route GET /orders refers to the policy "partner", which does not exist. Known names: ["partners"].',
  },
  {
    title: "a wildcard with credentials, where no type reaches",
    cors: JSON.parse('{"origin":"*","credentials":true}') as RouteCors,
    code: "wildcard-with-credentials",
    text: "GET /orders.cors.origin",
  },
  {
    title: "true",
    cors: JSON.parse("true") as RouteCors,
    code: "wrong-type",
    text: "GET /orders.cors",
  },
  {
    title: "an enforcement there is none of",
    cors: JSON.parse('{"policy":"partners","enforce":"of"}') as RouteCors,
    code: "wrong-type",
    text: "GET /orders.cors.enforce",
  },
];

test.each(faults)("$title stops start-up and names the route", async ({ cors, code, text }) => {
  const app = createApplication();
  app.get("/orders", { exposeHeadRoute: false, cors }, async () => "x");
  await expect(app.ready()).rejects.toMatchObject({
    name: "PolicyError",
    message: expect.stringContaining(text),
    issues: [expect.objectContaining({ code })],
  });
});

test("a route's policy without the plugin stops start-up", async () => {
  const app = Fastify();
  app.get("/orders", { exposeHeadRoute: false, cors: false }, async () => "x");
  await expect(app.ready()).rejects.toMatchObject({
    issues: [expect.objectContaining({ code: "plugin-not-registered" })],
  });
});

test("another plugin's config.cors is left alone in an application without the plugin", async () => {
  const app = Fastify();
  app.get(
    "/orders",
    { config: { cors: { origin: ["https://app.example.com"] } } },
    async () => "x",
  );
  await expect(app.ready()).resolves.toBeDefined();
});

test("a preflight lists the methods of its route's path, as it is declared, under an equal policy", async () => {
  const app = Fastify({ routerOptions: { caseSensitive: false } });
  app.register(corsPlugin, {
    origin: [APP],
    policies: { partners: { origin: [APP], maxAge: 60 } },
  });
  app.get("/items/:id", async () => "x");
  app.put("/Items/:item", async () => "x");
  app.delete("/items/:id", { cors: "partners" }, async () => "x");
  app.post("/items/latest", async () => "x");
  app.patch("/items/*", async () => "x");
  await withServer(app, async (port) => {
    const listed = async (url: string, method: string): Promise<string | undefined> =>
      (await preflight(port, url, method)).cors.find((line) => line.includes("methods"));
    expect(await listed("/items/7", "GET")).toBe("access-control-allow-methods: GET, HEAD, PUT");
    expect(await listed("/items/7", "PUT")).toBe("access-control-allow-methods: GET, HEAD, PUT");
    expect(await listed("/items/7", "DELETE")).toBe("access-control-allow-methods: DELETE");
    expect(await listed("/items/latest", "POST")).toBe("access-control-allow-methods: POST");
    expect(await listed("/items/latest", "GET")).toBe(
      "access-control-allow-methods: GET, HEAD, PUT",
    );
    app.cors.replace("partners", { origin: [APP] });
    expect(await listed("/items/7", "GET")).toBe(
      "access-control-allow-methods: GET, HEAD, PUT, DELETE",
    );
  });
});
