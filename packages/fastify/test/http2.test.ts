import { connect, type IncomingHttpHeaders, type IncomingHttpStatusHeader } from "node:http2";
import { corsPlugin } from "@corsage/fastify";
import Fastify from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { APP, portOf, STRANGER } from "./wire.ts";

const app = Fastify({ http2: true });
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

type Answer = IncomingHttpHeaders & IncomingHttpStatusHeader;

function request(headers: Record<string, string>): Promise<Answer> {
  const session = connect(`http://127.0.0.1:${portOf(app)}`);
  return new Promise<Answer>((resolve, reject) => {
    const stream = session.request({ ":path": "/", ":method": "GET", ...headers });
    stream.once("error", reject);
    stream.once("response", resolve);
    stream.resume();
    stream.end();
  }).finally(() => session.close());
}

function corsOf(answer: Answer): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(answer).filter(
      ([name]) => name === "vary" || name.startsWith("access-control-"),
    ),
  );
}

test("a preflight has the policy of its route", async () => {
  const asked = { ":method": "OPTIONS", origin: APP, "access-control-request-method": "GET" };
  const answer = await request(asked);
  expect(answer[":status"]).toBe(204);
  expect(corsOf(answer)).toEqual({
    "access-control-allow-origin": APP,
    "access-control-allow-methods": "GET, HEAD",
    "access-control-allow-headers": "content-type",
    "access-control-max-age": "7200",
    vary: "Origin",
  });
});

test("a handler's headers give way, and its Vary is merged", async () => {
  const answer = await request({ ":method": "POST", origin: APP });
  expect(corsOf(answer)).toEqual({
    "access-control-allow-origin": APP,
    "access-control-allow-credentials": "true",
    vary: "accept, Origin",
  });
});

test("a hijacked reply carries the policy's headers", async () => {
  const answer = await request({ ":path": "/raw", origin: APP });
  expect(corsOf(answer)).toMatchObject({
    "access-control-allow-origin": APP,
    vary: "accept, Origin",
  });
});

test("the authority is the application's own host", async () => {
  const own = await request({ ":method": "POST", origin: `http://127.0.0.1:${portOf(app)}` });
  expect(own[":status"]).toBe(200);
  const foreign = await request({ ":method": "POST", origin: STRANGER });
  expect([foreign[":status"], corsOf(foreign)]).toEqual([403, { vary: "Origin" }]);
});
