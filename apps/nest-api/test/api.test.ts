import { createApi as createFastifyApi } from "@corsage/fastify-api";
import { createForecast, Ledger } from "@corsage/shop";
import type { INestApplication } from "@nestjs/common";
import type { Server } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApi, type Platform } from "../src/index.ts";

const shop = "http://localhost:4000";
const admin = "http://admin.localhost:4000";
const partner = "http://partner.localhost:4000";
const identity = "http://id.localhost:4000";
const stranger = "http://localhost:4666";
const guests = { shop: [shop], admin: [admin], partners: [partner], identity: [identity] };

const ORIGINS = [shop, admin, partner, identity, stranger, undefined];

const json = (body: string): RequestInit => ({
  headers: { "content-type": "application/json" },
  body,
});

const REQUESTS: readonly { request: string; init?: RequestInit }[] = [
  { request: "GET /catalogue" },
  { request: "GET /catalogue/peony" },
  { request: "GET /catalogue/none" },
  { request: "GET /orders" },
  { request: "HEAD /orders" },
  { request: "GET /orders/latest" },
  { request: "GET /wilted" },
  { request: "GET /nowhere" },
  { request: "POST /orders", init: json("{") },
  { request: "POST /orders", init: json('{"product":"peony","quantity":0}') },
  { request: "POST /orders", init: json('{"product":"peony","quantity":1}') },
  { request: "PUT /orders/77", init: json('{"product":"peony","quantity":1}') },
  { request: "PATCH /orders/1001", init: json('{"quantity":3}') },
  { request: "DELETE /orders/1002" },
  { request: "POST /orders/notes", init: { body: "now" } },
  { request: "POST /photos", init: { headers: { "content-type": "image/png" }, body: "png" } },
  { request: "GET /profile" },
  { request: "POST /login", init: json('{"email":"iris@example.com"}') },
  { request: "POST /login/callback", init: { body: new URLSearchParams({ code: "a" }) } },
  { request: "GET /deliveries" },
  { request: "GET /admin/stock" },
  { request: "PUT /admin/stock/peony", init: json('{"count":3}') },
  { request: "POST /admin/recount", init: { body: "now" } },
  { request: "GET /partners/prices" },
  { request: "GET /forecast/" },
];

/**
 * Where `/orders/:id` matches as well, Fastify's plugin lists its methods too, by the URL; Nest's goes by the path as it
 * is declared. A browser that needs another method asks again.
 */
const DECLARED_METHODS: Readonly<Record<string, string>> = {
  "GET /orders/latest": "GET, HEAD",
  "POST /orders/notes": "POST",
};

function withDeclaredMethods(answer: Answer, request: string): Answer {
  const methods = DECLARED_METHODS[request];
  const isGranted = "access-control-allow-methods" in answer.cors;
  if (methods === undefined || !isGranted) return answer;
  return { ...answer, cors: { ...answer.cors, "access-control-allow-methods": methods } };
}

interface Answer {
  readonly status: number;
  readonly cors: Readonly<Record<string, string>>;
}

async function ask(base: string, request: string, init: RequestInit): Promise<Answer> {
  const [method = "", path = ""] = request.split(" ");
  const response = await fetch(`${base}${path}`, { redirect: "manual", ...init, method });
  await response.arrayBuffer();
  const lines = [...response.headers].filter(([name]) => /^(?:access-control-|vary$)/.test(name));
  return { status: response.status, cors: Object.fromEntries(lines.map(asSet)) };
}

/** Lists are sets. Express varies a redirect by Accept, since its page can be HTML or text. */
function asSet([name, value]: readonly [string, string]): readonly [string, string] {
  const members = value.split(", ").filter((member) => member !== "Accept");
  return [name, members.toSorted().join(", ")];
}

const withOrigin = (init: RequestInit, origin: string | undefined): RequestInit => ({
  ...init,
  headers: { ...init.headers, ...(origin !== undefined && { origin }) },
});

function baseOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("It listens on no port.");
  return `http://127.0.0.1:${address.port}`;
}

interface HeaderSet {
  readonly title: string;
  readonly request: string;
  readonly init: RequestInit;
  readonly answer: Answer;
}

/** Word for word, so that two APIs which both forgot their policy are not merely equal. */
const HEADER_SETS: readonly HeaderSet[] = [
  {
    title: "the shop reads orders, with the header that its policy exposes",
    request: "GET /orders",
    init: { headers: { origin: shop } },
    answer: {
      status: 200,
      cors: {
        "access-control-allow-origin": shop,
        "access-control-allow-credentials": "true",
        "access-control-expose-headers": "x-total-count",
        vary: "Origin",
      },
    },
  },
  {
    title: "a stranger's write is refused",
    request: "POST /orders/notes",
    init: { headers: { origin: stranger }, body: "now" },
    answer: { status: 403, cors: { vary: "Origin" } },
  },
  {
    title: "anybody reads the catalogue",
    request: "GET /catalogue",
    init: { headers: { origin: stranger } },
    answer: { status: 200, cors: { "access-control-allow-origin": "*" } },
  },
  {
    title: "the back office may change the stock",
    request: "OPTIONS /admin/stock/peony",
    init: { headers: { origin: admin, "access-control-request-method": "PUT" } },
    answer: {
      status: 204,
      cors: {
        "access-control-allow-origin": admin,
        "access-control-allow-credentials": "true",
        "access-control-allow-methods": "PUT",
        "access-control-allow-headers": "content-type",
        "access-control-max-age": "7200",
        vary: "Origin",
      },
    },
  },
];

const forecast = createForecast();
let fastifyApi: Awaited<ReturnType<typeof createFastifyApi>>;
let fastifyBase: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => {
    forecast.listen(0, "127.0.0.1", resolve);
  });
  fastifyApi = await createFastifyApi({ guests, forecast: baseOf(forecast) });
  fastifyBase = await fastifyApi.listen({ port: 0, host: "127.0.0.1" });
});
afterAll(async () => {
  await fastifyApi.close();
  forecast.close();
  forecast.closeAllConnections();
});

const PLATFORMS: readonly { platform: Platform }[] = [
  { platform: "express" },
  { platform: "fastify" },
];

describe.each(PLATFORMS)("on $platform, as on Fastify itself", ({ platform }) => {
  const ledger = new Ledger();
  let api: INestApplication;
  let base: string;
  beforeAll(async () => {
    api = await createApi(platform, { guests, forecast: baseOf(forecast), ledger });
    await api.listen(0, "127.0.0.1");
    base = baseOf(api.getHttpServer());
  });
  afterAll(() => api.close());

  test.each(REQUESTS)("$request", async ({ request, init = {} }) => {
    const both = ORIGINS.map((origin) =>
      Promise.all([
        ask(base, request, withOrigin(init, origin)),
        ask(fastifyBase, request, withOrigin(init, origin)),
      ]),
    );
    for (const [nest, fastify] of await Promise.all(both)) expect(nest).toEqual(fastify);
  });

  test.each(REQUESTS.filter(({ request }) => !request.includes("/forecast")))(
    "the preflight of $request",
    async ({ request }) => {
      const [method = "", path = ""] = request.split(" ");
      const headers = { "access-control-request-method": method };
      const both = ORIGINS.map((origin) =>
        Promise.all([
          ask(base, `OPTIONS ${path}`, withOrigin({ headers }, origin)),
          ask(fastifyBase, `OPTIONS ${path}`, withOrigin({ headers }, origin)),
        ]),
      );
      for (const [nest, fastify] of await Promise.all(both)) {
        expect(nest).toEqual(withDeclaredMethods(fastify, request));
      }
    },
  );

  test.each(HEADER_SETS)("$title", async ({ request, init, answer }) => {
    expect(await ask(base, request, init)).toEqual(answer);
  });

  test("a visitor signs in, and the cookie brings the profile", async () => {
    const login = await fetch(`${base}/login`, {
      method: "POST",
      ...json('{"email":"iris@example.com"}'),
    });
    const [cookie = ""] = login.headers.getSetCookie();
    expect(cookie).toMatch(/^shop_session=[0-9a-f-]{36}; Path=\/; HttpOnly; SameSite=Lax$/);
    const profile = await fetch(`${base}/profile`, {
      headers: { cookie: cookie.slice(0, cookie.indexOf(";")) },
    });
    expect(await profile.json()).toEqual({ name: "iris", email: "iris@example.com" });
  });

  test("events and photos arrive", async () => {
    const events = await fetch(`${base}/deliveries`);
    expect(await events.text()).toContain('data: {"id":3,"state":"on its way"}');
    const headers = { "content-type": "image/png" };
    const photo = await fetch(`${base}/photos`, { method: "POST", headers, body: "four" });
    expect(await photo.json()).toEqual({ bytes: 4 });
  });

  test("the ledger knows whether the handler ran", async () => {
    const send = (id: string, origin: string): Promise<Answer> =>
      ask(base, `POST /orders/notes?try=${id}`, withOrigin({ body: "now" }, origin));
    await send("in", shop);
    await send("out", stranger);
    await ask(base, "GET /nowhere?try=lost", {});
    const ran = ["in", "out", "lost"].map((id) => ledger.read(id)[0]?.handlerRan);
    expect(ran).toEqual([true, false, false]);
  });
});
