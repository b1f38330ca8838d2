import { corsPlugin } from "@corsage/fastify";
import { askOverHttp2, from, preflight } from "@corsage/wire";
import Fastify from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { APP, portOf, STRANGER } from "./wire.ts";

const app = Fastify({ http2: true, frameworkErrors: corsPlugin.frameworkErrors() });
app.register(corsPlugin, { origin: [APP], credentials: true });
app.get("/", { cors: { origin: [APP] } }, async () => "x");
app.post("/", (_, reply) =>
  reply.header("vary", "accept").header("access-control-allow-origin", "*").send("x"),
);
app.get("/raw", (_, reply) => {
  reply.hijack();
  reply.raw.writeHead(200, { vary: "accept" });
  reply.raw.end("x");
});
beforeAll(() => app.listen({ port: 0, host: "127.0.0.1" }));
afterAll(() => app.close());

test("a preflight has the policy of its route", async () => {
  const answer = await askOverHttp2(portOf(app), preflight(APP, "GET"));
  expect(answer.status).toBe(204);
  expect(answer.cors).toEqual({
    "access-control-allow-origin": APP,
    "access-control-allow-methods": "GET, HEAD",
    "access-control-allow-headers": "content-type",
    "access-control-max-age": "7200",
    vary: "Origin",
  });
});

test("a handler's headers give way, and its Vary is merged", async () => {
  const answer = await askOverHttp2(portOf(app), from(APP, "/", { method: "POST" }));
  expect(answer.cors).toEqual({
    "access-control-allow-origin": APP,
    "access-control-allow-credentials": "true",
    vary: "accept, Origin",
  });
});

test("a hijacked reply carries the policy's headers", async () => {
  const answer = await askOverHttp2(portOf(app), from(APP, "/raw"));
  expect(answer.cors).toMatchObject({
    "access-control-allow-origin": APP,
    vary: "accept, Origin",
  });
});

test("an error of the router carries the policy's headers", async () => {
  const answer = await askOverHttp2(portOf(app), from(APP, "/%zz"));
  expect([answer.status, answer.cors]).toEqual([
    400,
    {
      "access-control-allow-origin": APP,
      "access-control-allow-credentials": "true",
      vary: "Origin",
    },
  ]);
});

test("the authority is the application's own host", async () => {
  const post = (origin: string) => from(origin, "/", { method: "POST" });
  const own = await askOverHttp2(portOf(app), post(`http://127.0.0.1:${portOf(app)}`));
  expect(own.status).toBe(200);
  const foreign = await askOverHttp2(portOf(app), post(STRANGER));
  expect([foreign.status, foreign.cors]).toEqual([403, { vary: "Origin" }]);
});
