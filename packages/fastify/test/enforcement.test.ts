import { corsPlugin, CorsRefusal, type PolicyOptions } from "@corsage/fastify";
import Fastify from "fastify";
import { expect, test } from "vitest";
import { APP, ONLY_VARY, send, STRANGER, withServer } from "./wire.ts";

const IDP = "https://login.example.net";
const OWN = "own"; // stands for the server's own origin, which has a port only once it listens

interface Row {
  readonly title: string;
  readonly method?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly options?: Partial<PolicyOptions>;
  readonly status: number;
  readonly cors: readonly string[];
}

const allowed = [`access-control-allow-origin: ${APP}`, "vary: Origin"];

const rows: readonly Row[] = [
  { title: "an allowed origin runs", headers: { origin: APP }, status: 200, cors: allowed },
  { title: "a stranger does not run", headers: { origin: STRANGER }, status: 403, cors: ONLY_VARY },
  {
    title: "an opaque origin does not run",
    headers: { origin: "null" },
    status: 403,
    cors: ONLY_VARY,
  },
  { title: "an empty origin does not run", headers: { origin: "" }, status: 403, cors: ONLY_VARY },
  { title: "no origin runs", headers: {}, status: 200, cors: ONLY_VARY },
  { title: "the server's own origin runs", headers: { origin: OWN }, status: 200, cors: ONLY_VARY },
  {
    title: "a stranger's GET runs, unreadable",
    method: "GET",
    headers: { origin: STRANGER },
    status: 200,
    cors: ONLY_VARY,
  },
  {
    title: "cross-site without an origin does not run",
    headers: { "sec-fetch-site": "cross-site" },
    status: 403,
    cors: ONLY_VARY,
  },
  {
    title: "same-site without an origin does not run",
    headers: { "sec-fetch-site": "same-site" },
    status: 403,
    cors: ONLY_VARY,
  },
  {
    title: "what the browser calls the user's own runs",
    headers: { "sec-fetch-site": "none" },
    status: 200,
    cors: ONLY_VARY,
  },
  {
    title: "an opaque origin that the browser calls the same runs",
    headers: { origin: "null", "sec-fetch-site": "same-origin" },
    status: 200,
    cors: ONLY_VARY,
  },
  {
    title: "an origin of acceptFrom runs, unreadable",
    headers: { origin: IDP, "sec-fetch-site": "cross-site" },
    options: { acceptFrom: [IDP] },
    status: 200,
    cors: ONLY_VARY,
  },
  {
    title: "a stranger under 'report' runs",
    headers: { origin: STRANGER },
    options: { enforce: "report" },
    status: 200,
    cors: ONLY_VARY,
  },
  {
    title: "a stranger under 'off' runs",
    headers: { origin: STRANGER },
    options: { enforce: "off" },
    status: 200,
    cors: ONLY_VARY,
  },
  {
    title: "a method that is not listed does not run",
    headers: { origin: APP },
    options: { methods: ["GET"] },
    status: 403,
    cors: allowed,
  },
  {
    title: "a rule that throws is no pass",
    headers: { origin: STRANGER },
    options: {
      origin: () => {
        throw new Error("no database");
      },
    },
    status: 503,
    cors: ONLY_VARY,
  },
  {
    title: "a rule that rejects is no pass",
    headers: { origin: STRANGER },
    options: {
      origin: async () => {
        throw new Error("no database");
      },
    },
    status: 503,
    cors: ONLY_VARY,
  },
  {
    title: "a rule that never answers is no hang",
    headers: { origin: STRANGER },
    options: { origin: () => new Promise(() => {}), originTimeout: 20 },
    status: 503,
    cors: ONLY_VARY,
  },
  {
    title: "a rule that says yes later runs",
    headers: { origin: APP },
    options: { origin: async (origin) => origin === APP },
    status: 200,
    cors: allowed,
  },
];

test.each(rows)("$title", async ({ method = "POST", headers, options, status, cors }) => {
  let runs = 0;
  const app = Fastify();
  app.register(corsPlugin, { origin: [APP], ...options });
  app.route({ method: ["GET", "POST"], url: "/", handler: async () => (runs += 1) });
  await withServer(app, async (port) => {
    const sent = headers["origin"] === OWN ? { origin: `http://127.0.0.1:${port}` } : headers;
    const answer = await send(port, { method, headers: sent });
    expect([answer.status, answer.cors, runs]).toEqual([status, cors, status === 200 ? 1 : 0]);
  });
});

test("a refusal goes through the application's error handler, before the body is read", async () => {
  let parsed = 0;
  const app = Fastify();
  app.addContentTypeParser("text/x", (_, payload, done) => {
    parsed += 1;
    payload.resume();
    done(null, "");
  });
  app.setErrorHandler((error, _, reply) => {
    const known = error instanceof CorsRefusal;
    return reply
      .code(known ? error.statusCode : 500)
      .send({ refused: known, by: known && error.decision.code });
  });
  app.register(corsPlugin, { origin: [APP] });
  app.post("/", async () => "x");
  await withServer(app, async (port) => {
    const headers = { origin: STRANGER, "content-type": "text/x" };
    const answer = await send(port, { method: "POST", headers, body: "x" });
    expect([answer.status, parsed]).toEqual([403, 0]);
    expect(JSON.parse(answer.body)).toEqual({ refused: true, by: "origin-not-allowed" });
  });
});

test("the body says which option admits the origin, and never repeats what is none", async () => {
  const app = Fastify();
  app.register(corsPlugin, { origin: [APP] });
  app.post("/", async () => "x");
  await withServer(app, async (port) => {
    const { body } = await send(port, { method: "POST", headers: { origin: STRANGER } });
    expect(JSON.parse(body)).toMatchObject({
      statusCode: 403,
      code: "CORS_REFUSED",
      error: "Forbidden",
    });
    for (const word of [STRANGER, "origin", "acceptFrom", "selfOrigins"])
      expect(body).toContain(word);
    const hostile = await send(port, {
      method: "POST",
      headers: { origin: "<script>alert(1)</script>" },
    });
    expect(hostile.status).toBe(403);
    expect(hostile.body).not.toContain("script");
    const opaque = await send(port, { method: "POST", headers: { origin: "null" } });
    expect(opaque.headers["referrer-policy"]).toBe("same-origin");
  });
});

test("behind a proxy that Fastify trusts, the public host is the application's own", async () => {
  const proxied = {
    method: "POST",
    headers: { origin: "https://api.example.com", "x-forwarded-host": "api.example.com" },
  };
  for (const trustProxy of [true, false]) {
    const app = Fastify({ trustProxy });
    app.register(corsPlugin, { origin: [APP] });
    app.post("/", async () => "x");
    // oxlint-disable-next-line no-await-in-loop -- two servers, one after the other
    const answer = await withServer(app, (port) => send(port, proxied));
    expect(answer.status).toBe(trustProxy ? 200 : 403);
  }
});

test("`selfOrigins` names the application behind a proxy that rewrites Host", async () => {
  const app = Fastify();
  app.register(corsPlugin, { origin: [APP], selfOrigins: ["https://api.example.com"] });
  app.post("/", async () => "x");
  await withServer(app, async (port) => {
    const own = await send(port, {
      method: "POST",
      headers: { origin: "https://api.example.com" },
    });
    expect(own.status).toBe(200);
  });
});
