import { Readable } from "node:stream";
import { corsPlugin } from "@corsage/fastify";
import Fastify, { type FastifyInstance, type FastifyReply } from "fastify";
import { expect, test } from "vitest";
import { APP, GRANTED, ONLY_VARY, send, STRANGER, type WireRequest, withServer } from "./wire.ts";

interface Row {
  readonly title: string;
  readonly status: number;
  readonly request?: WireRequest;
  /** `vary` where it is not `Origin` alone. */
  readonly vary?: string;
  declare(app: FastifyInstance): void;
}

const foreign = {
  "access-control-allow-origin": "*",
  "access-control-allow-credentials": "true",
  "access-control-allow-methods": "PUT",
};

function failingStream(): Readable {
  let parts = 0;
  return new Readable({
    read() {
      parts += 1;
      if (parts === 1) this.push("one");
      else setTimeout(() => this.destroy(new Error("the disk is gone")), 20); // once the head is out
    },
  });
}

const rows: readonly Row[] = [
  { title: "a value", status: 200, declare: (app) => app.get("/", async () => ({ ok: true })) },
  {
    title: "a thrown error",
    status: 500,
    declare: (app) =>
      app.get("/", async () => {
        throw new Error("no");
      }),
  },
  {
    title: "an error handler's answer",
    status: 418,
    declare(app) {
      app.setErrorHandler((_, __, reply) => reply.code(418).send("teapot"));
      app.get("/", async () => {
        throw new Error("no");
      });
    },
  },
  { title: "no route", status: 404, request: { url: "/nothing" }, declare: () => {} },
  {
    title: "a 404 handler's answer",
    status: 404,
    request: { url: "/nothing" },
    declare: (app) => app.setNotFoundHandler((_, reply) => reply.code(404).send("none")),
  },
  {
    title: "callNotFound()",
    status: 404,
    declare: (app) => app.get("/", (_, reply) => reply.callNotFound()),
  },
  {
    title: "a validation error",
    status: 400,
    declare: (app) =>
      app.get(
        "/",
        {
          schema: {
            querystring: {
              type: "object",
              required: ["page"],
              properties: { page: { type: "number" } },
            },
          },
        },
        async () => "no",
      ),
  },
  {
    title: "malformed JSON",
    status: 400,
    request: { method: "POST", body: "{", headers: { "content-type": "application/json" } },
    declare: (app) => app.post("/", async () => "no"),
  },
  {
    title: "a body over the limit",
    status: 413,
    request: {
      method: "POST",
      body: `"${"x".repeat(100)}"`,
      headers: { "content-type": "application/json" },
    },
    declare: (app) => app.post("/", { bodyLimit: 10 }, async () => "no"),
  },
  {
    title: "a media type nobody parses",
    status: 415,
    request: { method: "POST", body: "x", headers: { "content-type": "image/png" } },
    declare: (app) => app.post("/", async () => "no"),
  },
  {
    title: "a handler that takes too long",
    status: 503,
    declare: (app) => app.get("/", { handlerTimeout: 20 }, () => new Promise(() => {})),
  },
  {
    title: "a redirect",
    status: 302,
    declare: (app) => app.get("/", (_, reply) => reply.redirect("/b")),
  },
  {
    title: "nothing modified",
    status: 304,
    declare: (app) => app.get("/", (_, reply) => reply.code(304).send()),
  },
  {
    title: "no content",
    status: 204,
    declare: (app) => app.get("/", (_, reply) => reply.code(204).send()),
  },
  {
    title: "HEAD",
    status: 200,
    request: { method: "HEAD" },
    declare: (app) => app.get("/", async () => "x"),
  },
  {
    title: "a stream",
    status: 200,
    declare: (app) => app.get("/", async () => Readable.from(["a", "b"])),
  },
  {
    title: "a stream that fails half-way",
    status: 200,
    declare: (app) => app.get("/", async () => failingStream()),
  },
  {
    title: "a stream that fails at once",
    status: 500,
    declare: (app) =>
      app.get(
        "/",
        async () =>
          new Readable({
            read() {
              this.destroy(new Error("no"));
            },
          }),
      ),
  },
  {
    title: "a web stream",
    status: 200,
    declare: (app) => app.get("/", async () => new Response("x").body),
  },
  {
    title: "a returned Response with CORS headers of its own",
    status: 201,
    vary: "accept, Origin",
    declare: (app) =>
      app.get(
        "/",
        async () => new Response("x", { status: 201, headers: { ...foreign, vary: "accept" } }),
      ),
  },
  {
    title: "a hijacked event stream",
    status: 200,
    vary: "Accept, Origin",
    declare: (app) =>
      app.get("/", (_, reply) => {
        reply.hijack();
        reply.raw.writeHead(200, { "Content-Type": "text/event-stream", Vary: "Accept" });
        reply.raw.end("data: 1\n\n");
      }),
  },
  {
    title: "a hijacked reply that copies Fastify's headers",
    status: 200,
    declare: (app) =>
      app.get("/", (_, reply) => {
        reply.header("x-a", "1").hijack();
        reply.raw.writeHead(200, { ...(reply.getHeaders() as Record<string, string>) });
        reply.raw.end();
      }),
  },
  {
    title: "writing past Fastify without hijacking",
    status: 200,
    declare: (app) => app.get("/", (_, reply) => void reply.raw.end("raw")),
  },
  {
    title: "a list of raw headers",
    status: 200,
    vary: "Cookie, Origin",
    declare: (app) =>
      app.get("/", (_, reply) => {
        reply.hijack();
        reply.raw.writeHead(200, [
          "access-control-allow-origin",
          "*",
          "vary",
          "Cookie",
          "x-a",
          "1",
        ]);
        reply.raw.end();
      }),
  },
  {
    title: "a handler that sets CORS headers",
    status: 200,
    declare: (app) => app.get("/", (_, reply) => reply.headers(foreign).send("x")),
  },
  {
    title: "a handler that sets CORS headers on the raw response",
    status: 200,
    declare: (app) =>
      app.get("/", (_, reply) => {
        reply.raw.setHeader("Access-Control-Allow-Origin", ["*", APP]);
        reply.send("x");
      }),
  },
  {
    title: "a handler that sets Vary",
    status: 200,
    vary: "Accept-Language, Origin",
    declare: (app) => app.get("/", (_, reply) => reply.header("vary", "Accept-Language").send("x")),
  },
  {
    title: "a handler that says Vary: *",
    status: 200,
    vary: "*",
    declare: (app) => app.get("/", (_, reply) => reply.header("vary", "*").send("x")),
  },
  {
    title: "a handler that already varies by origin",
    status: 200,
    vary: "origin",
    declare: (app) => app.get("/", (_, reply) => reply.header("vary", "origin").send("x")),
  },
  {
    title: "a handler that removes every header",
    status: 200,
    declare: (app) => app.get("/", (_, reply) => removeAll(reply).send("x")),
  },
  {
    title: "an onSend hook added later that sets CORS headers",
    status: 200,
    declare(app) {
      app.addHook("onSend", async (_, reply) => void reply.headers(foreign));
      app.get("/", async () => "x");
    },
  },
  {
    title: "a header value that Node refuses",
    status: 500,
    declare: (app) => app.get("/", (_, reply) => reply.header("x-a", "a\nb").send("x")),
  },
];

function removeAll(reply: FastifyReply): FastifyReply {
  for (const name of Object.keys(reply.getHeaders())) reply.removeHeader(name);
  return reply;
}

test.each(rows)("$title carries exactly the policy's headers", async (row) => {
  const { status, request = {}, declare, vary = "Origin" } = row;
  const app = Fastify();
  app.register(corsPlugin, { origin: [APP] });
  declare(app);
  await withServer(app, async (port) => {
    const allowed = await send(port, { ...request, headers: { ...request.headers, origin: APP } });
    expect([allowed.status, allowed.cors]).toEqual([
      status,
      [`access-control-allow-origin: ${APP}`, `vary: ${vary}`],
    ]);
    const safe = request.method !== "POST";
    const refused = await send(port, {
      ...request,
      headers: { ...request.headers, origin: STRANGER },
    });
    expect([refused.status, refused.cors]).toEqual([
      safe ? status : 403,
      safe ? [`vary: ${vary}`] : ONLY_VARY,
    ]);
  });
});

test("`onConflict: 'keep'` leaves a foreign set whole and drops ours whole", async () => {
  const app = Fastify();
  app.register(corsPlugin, { origin: [APP], credentials: true, onConflict: "keep" });
  app.get("/", (_, reply) => reply.header("access-control-allow-origin", "*").send("x"));
  app.get("/ours", async () => "x");
  await withServer(app, async (port) => {
    const foreignAnswer = await send(port, { headers: { origin: APP } });
    expect(foreignAnswer.cors).toEqual(["access-control-allow-origin: *", "vary: Origin"]);
    const ours = await send(port, { url: "/ours", headers: { origin: APP } });
    expect(ours.cors).toEqual(["access-control-allow-credentials: true", ...GRANTED]);
  });
});
