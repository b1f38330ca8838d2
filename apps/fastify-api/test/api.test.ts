import { createForecast, Ledger } from "@corsage/shop";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createApi } from "../src/api.ts";

const shop = "http://localhost:4000";
const admin = "http://admin.localhost:4000";
const partner = "http://partner.localhost:4000";
const identity = "http://id.localhost:4000";
const stranger = "http://localhost:4666";

const forecast = createForecast();
const ledger = new Ledger();
let api: FastifyInstance;
let base: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => {
    forecast.listen(0, "127.0.0.1", resolve);
  });
  const address = forecast.address();
  if (address === null || typeof address === "string") throw new Error("It listens on no port.");
  api = await createApi({
    guests: { shop: [shop], admin: [admin], partners: [partner], identity: [identity] },
    forecast: `http://127.0.0.1:${address.port}`,
    ledger,
  });
  base = await api.listen({ port: 0, host: "127.0.0.1" });
});
afterAll(async () => {
  await api?.close();
  forecast.close();
  forecast.closeAllConnections();
});

/** Everything of an answer that CORS is about; what is absent here was absent there. */
interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

async function ask(method: string, path: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(`${base}${path}`, { method, redirect: "manual", ...init });
  await response.arrayBuffer();
  const headers = [...response.headers].filter(([name]) => /^(?:access-control-|vary$)/.test(name));
  return { status: response.status, headers: Object.fromEntries(headers) };
}

const named = (origin: string): Record<string, string> => ({
  "access-control-allow-origin": origin,
  "access-control-allow-credentials": "true",
  vary: "Origin",
});
const forShop = { ...named(shop), "access-control-expose-headers": "x-total-count" };
const hidden = { vary: "Origin" };
const everybody = { "access-control-allow-origin": "*" };

const json = (body: string): RequestInit => ({
  headers: { "content-type": "application/json" },
  body,
});

const rows: readonly {
  title: string;
  request: readonly [method: string, path: string, origin: string | undefined, init?: RequestInit];
  status: number;
  headers: Record<string, string>;
}[] = [
  {
    title: "the catalogue is for everybody",
    request: ["GET", "/catalogue", stranger],
    status: 200,
    headers: everybody,
  },
  {
    title: "the catalogue says so even to a request without Origin",
    request: ["GET", "/catalogue/peony", undefined],
    status: 200,
    headers: everybody,
  },
  {
    title: "orders are for the shop",
    request: ["GET", "/orders", shop],
    status: 200,
    headers: forShop,
  },
  {
    title: "a stranger's GET is answered, and hidden",
    request: ["GET", "/orders", stranger],
    status: 200,
    headers: hidden,
  },
  {
    title: "a redirect carries its headers",
    request: ["GET", "/orders/latest", shop],
    status: 302,
    headers: forShop,
  },
  {
    title: "so does a thrown error",
    request: ["GET", "/wilted", shop],
    status: 500,
    headers: forShop,
  },
  {
    title: "so does a path that is not there",
    request: ["GET", "/nowhere", shop],
    status: 404,
    headers: forShop,
  },
  {
    title: "so does malformed JSON",
    request: ["POST", "/orders", shop, json("{")],
    status: 400,
    headers: forShop,
  },
  {
    title: "so does an order that cannot be",
    request: ["POST", "/orders", shop, json('{"product":"peony","quantity":0}')],
    status: 422,
    headers: forShop,
  },
  {
    title: "so does a profile without a session",
    request: ["GET", "/profile", shop],
    status: 401,
    headers: forShop,
  },
  {
    title: "so does an event stream",
    request: ["GET", "/deliveries", shop],
    status: 200,
    headers: forShop,
  },
  {
    title: "a stranger's plain text is refused",
    request: ["POST", "/orders/notes", stranger, { body: "now" }],
    status: 403,
    headers: hidden,
  },
  {
    title: "a client that is no browser sends no Origin and is let in",
    request: ["POST", "/orders/notes", undefined, { body: "now" }],
    status: 201,
    headers: hidden,
  },
  {
    title: "the back office reads the stock",
    request: ["GET", "/admin/stock", admin],
    status: 200,
    headers: named(admin),
  },
  {
    title: "the shop does not",
    request: ["GET", "/admin/stock", shop],
    status: 200,
    headers: hidden,
  },
  {
    title: "no page recounts, the back office's neither",
    request: ["POST", "/admin/recount", admin, { body: "now" }],
    status: 403,
    headers: hidden,
  },
  {
    title: "partners read prices, without credentials",
    request: ["GET", "/partners/prices", partner],
    status: 200,
    headers: { "access-control-allow-origin": partner, vary: "Origin" },
  },
  {
    title: "the identity provider may send, and not read",
    request: ["POST", "/login/callback", identity, { body: new URLSearchParams({ code: "a" }) }],
    status: 200,
    headers: hidden,
  },
  {
    title: "it may send nowhere else",
    request: ["POST", "/orders/notes", identity, { body: "now" }],
    status: 403,
    headers: hidden,
  },
  {
    title: "the forecast answers for itself",
    request: ["GET", "/forecast/", stranger],
    status: 200,
    headers: everybody,
  },
];

test.each(rows)("$title", async ({ request: [method, path, origin, init], status, headers }) => {
  const sent = new Headers(init?.headers);
  if (origin !== undefined) sent.set("origin", origin);
  expect(await ask(method, path, { ...init, headers: sent })).toEqual({ status, headers });
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

test("the ledger knows whether the handler ran", async () => {
  await ask("POST", "/orders/notes?try=in", { headers: { origin: shop }, body: "now" });
  await ask("POST", "/orders/notes?try=out", { headers: { origin: stranger }, body: "now" });
  await ask("GET", "/nowhere?try=lost", {});
  const ran = (id: string): readonly boolean[] => ledger.read(id).map((entry) => entry.handlerRan);
  expect({ in: ran("in"), out: ran("out"), lost: ran("lost") }).toEqual({
    in: [true],
    out: [false],
    lost: [false],
  });
});
