import { corsPlugin } from "@corsage/fastify";
import Fastify from "fastify";
import { expect, test } from "vitest";
import { APP, ONLY_VARY, preflight, send, withServer } from "./wire.ts";

const PARTNER = "https://partner.example.org";
const OTHER = "https://other.example.org";

function allowing(origin: string): readonly string[] {
  return [`access-control-allow-origin: ${origin}`, "vary: Origin"];
}

test("the nearest scope applies whole, and siblings without prefixes do not mix", async () => {
  const app = Fastify();
  app.register(corsPlugin, { origin: [APP], credentials: true });
  app.get("/root", async () => "x");
  app.register(async (scope) => {
    scope.register(corsPlugin, { origin: [PARTNER] });
    scope.get("/partner", async () => "x");
    scope.register(async (inner) => {
      inner.get("/inherited", async () => "x");
    });
  });
  app.register(async (scope) => {
    scope.register(corsPlugin, { origin: [OTHER] });
    scope.get("/other", async () => "x");
  });
  await withServer(app, async (port) => {
    const ask = async (url: string, origin: string): Promise<readonly string[]> => {
      const asked = await preflight(port, url, "GET", { origin });
      const { cors } = await send(port, { url, headers: { origin } });
      expect(asked.status).toBe(cors.length > 1 ? 204 : 403);
      return cors;
    };
    expect(await ask("/root", APP)).toEqual([
      "access-control-allow-credentials: true",
      ...allowing(APP),
    ]);
    expect(await ask("/partner", PARTNER)).toEqual(allowing(PARTNER));
    expect(await ask("/inherited", PARTNER)).toEqual(allowing(PARTNER));
    expect(await ask("/other", OTHER)).toEqual(allowing(OTHER));
    expect(await ask("/partner", OTHER)).toEqual(ONLY_VARY);
    expect(await ask("/partner", APP)).toEqual(ONLY_VARY);
    expect(await ask("/root", PARTNER)).toEqual(ONLY_VARY);
  });
});

test("a policy registered after the routes of its scope covers them", async () => {
  const app = Fastify();
  app.register(corsPlugin, { origin: [APP] });
  app.register(async (scope) => {
    scope.get("/early", async () => "x");
    await scope.register(corsPlugin, { origin: [PARTNER] });
  });
  await withServer(app, async (port) => {
    const asked = await preflight(port, "/early", "GET", { origin: PARTNER });
    expect(asked.status).toBe(204);
    const answer = await send(port, { url: "/early", headers: { origin: PARTNER } });
    expect(answer.cors).toEqual(allowing(PARTNER));
  });
});

test("a scope alone has a policy; the rest of the application is untouched", async () => {
  const app = Fastify();
  app.get("/root", async () => "x");
  app.register(async (scope) => {
    scope.register(corsPlugin, { origin: [PARTNER] });
    scope.get("/partner", async () => "x");
  });
  await withServer(app, async (port) => {
    expect((await send(port, { url: "/root", headers: { origin: APP } })).cors).toEqual([]);
    expect((await preflight(port, "/root", "GET")).status).toBe(404);
    const answer = await send(port, { url: "/partner", headers: { origin: PARTNER } });
    expect(answer.cors).toEqual(allowing(PARTNER));
  });
});

test("a path that nobody routed has the policy of the scope with its prefix, asked and answered", async () => {
  const app = Fastify();
  app.register(corsPlugin, { origin: [APP] });
  app.register(
    async (scope) => {
      scope.register(corsPlugin, { origin: [PARTNER] });
      scope.get("/known", async () => "x");
    },
    { prefix: "/partners/:id" },
  );
  await withServer(app, async (port) => {
    for (const url of ["/partners/7/nothing", "/partners/7", "/partners/7/known"]) {
      const asked = await preflight(port, url, "PATCH", { origin: PARTNER });
      expect([asked.status, asked.cors[1]]).toEqual([
        204,
        "access-control-allow-methods: GET, HEAD, POST, PUT, PATCH, DELETE",
      ]);
      const answer = await send(port, { method: "PATCH", url, headers: { origin: PARTNER } });
      expect([answer.status, answer.cors]).toEqual([404, allowing(PARTNER)]);
    }
    const outside = await send(port, { url: "/nothing", headers: { origin: APP } });
    expect([outside.status, outside.cors]).toEqual([404, allowing(APP)]);
  });
});

test("names of an outer scope are known in an inner one, and the nearest meaning counts", async () => {
  const app = Fastify();
  app.register(corsPlugin, { policy: false, policies: { partners: { origin: [PARTNER] } } });
  app.register(async (scope) => {
    scope.register(corsPlugin, { policy: "partners" });
    scope.get("/outer", async () => "x");
  });
  app.register(async (scope) => {
    scope.register(corsPlugin, { policy: "partners", policies: { partners: { origin: [OTHER] } } });
    scope.get("/inner", async () => "x");
  });
  await withServer(app, async (port) => {
    expect((await preflight(port, "/outer", "GET", { origin: PARTNER })).status).toBe(204);
    expect((await preflight(port, "/inner", "GET", { origin: PARTNER })).status).toBe(403);
    expect((await preflight(port, "/inner", "GET", { origin: OTHER })).status).toBe(204);
  });
});

test("two registrations in one scope stop start-up", async () => {
  const app = Fastify();
  app.register(corsPlugin, { origin: [APP] });
  app.register(corsPlugin, { origin: [APP] });
  await expect(app.ready()).rejects.toMatchObject({
    issues: [expect.objectContaining({ code: "second-layer" })],
  });
});

test("Fastify's own register options are no unknown options; a slip is", async () => {
  const app = Fastify();
  app.register(corsPlugin, { origin: [APP], prefix: "/x", logLevel: "warn" });
  await app.ready();
  const other = Fastify();
  other.register(corsPlugin, JSON.parse(`{"origin":["${APP}"],"polices":{}}`));
  await expect(other.ready()).rejects.toThrow('Did you mean "policies"?');
});
