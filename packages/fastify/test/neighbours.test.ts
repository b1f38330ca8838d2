import { mkdtempSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import compress from "@fastify/compress";
import cookie from "@fastify/cookie";
import { corsPlugin } from "@corsage/fastify";
import helmet from "@fastify/helmet";
import httpProxy from "@fastify/http-proxy";
import multipart from "@fastify/multipart";
import rateLimit from "@fastify/rate-limit";
import replyFrom from "@fastify/reply-from";
import serveFiles from "@fastify/static";
import swagger from "@fastify/swagger";
import websocket from "@fastify/websocket";
import Fastify, { type FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { APP, GRANTED, ONLY_VARY, portOf, preflight, send, STRANGER, withServer } from "./wire.ts";

const from = (origin: string): { headers: { origin: string } } => ({ headers: { origin } });

/** An application with the neighbour before the plugin, where it could get in the way. */
async function createApplication(
  declare: (app: FastifyInstance) => unknown,
): Promise<FastifyInstance> {
  const app = Fastify();
  await declare(app);
  app.register(corsPlugin, { origin: [APP] });
  return app;
}

test("@fastify/helmet: its headers and ours, and none of them twice", async () => {
  const app = await createApplication(async (instance) => {
    await instance.register(helmet);
    instance.get("/", async () => "x");
  });
  await withServer(app, async (port) => {
    const answer = await send(port, from(APP));
    expect(answer.cors).toEqual(GRANTED);
    expect(answer.headers["x-content-type-options"]).toBe("nosniff");
    expect((await preflight(port, "/", "GET")).status).toBe(204);
  });
});

test("@fastify/compress: both vary", async () => {
  const app = await createApplication(async (instance) => {
    await instance.register(compress, { threshold: 0 });
    instance.get("/", async () => ({ text: "x".repeat(2000) }));
  });
  await withServer(app, async (port) => {
    const answer = await send(port, { headers: { origin: APP, "accept-encoding": "gzip" } });
    expect(answer.headers["content-encoding"]).toBe("gzip");
    expect(answer.cors).toEqual([GRANTED[0], "vary: accept-encoding, Origin"]);
  });
});

test("@fastify/static: 200, 304, 206 and 404", async () => {
  const root = mkdtempSync(join(tmpdir(), "corsage-static-"));
  writeFileSync(join(root, "a.txt"), "hello");
  const app = await createApplication((instance) => instance.register(serveFiles, { root }));
  await withServer(app, async (port) => {
    const file = await send(port, { url: "/a.txt", ...from(APP) });
    expect([file.status, file.cors]).toEqual([200, GRANTED]);
    const fresh = { origin: APP, "if-none-match": String(file.headers.etag) };
    const unchanged = await send(port, { url: "/a.txt", headers: fresh });
    expect([unchanged.status, unchanged.cors]).toEqual([304, GRANTED]);
    const part = await send(port, { url: "/a.txt", headers: { origin: APP, range: "bytes=0-1" } });
    expect([part.status, part.body, part.cors]).toEqual([206, "he", GRANTED]);
    const missing = await send(port, { url: "/b.txt", ...from(APP) });
    expect([missing.status, missing.cors]).toEqual([404, GRANTED]);
  });
});

test("@fastify/rate-limit: a 429 can be read, and preflights are not counted", async () => {
  const app = await createApplication(async (instance) => {
    await instance.register(rateLimit, { max: 1 });
    instance.get("/", async () => "x");
  });
  await withServer(app, async (port) => {
    for (const _ of [1, 2, 3]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other, to be counted
      expect((await preflight(port, "/", "GET")).status).toBe(204);
    }
    expect((await send(port, from(APP))).status).toBe(200);
    const limited = await send(port, from(APP));
    expect([limited.status, limited.cors]).toEqual([429, GRANTED]);
  });
});

test("@fastify/cookie and @fastify/multipart: both set-cookie lines, and a refused upload is not read", async () => {
  let parts = 0;
  const app = await createApplication(async (instance) => {
    await instance.register(cookie);
    await instance.register(multipart);
    instance.post("/", async (request, reply) => {
      for await (const _ of request.parts()) parts += 1;
      return reply.setCookie("a", "1").setCookie("b", "2").send("stored");
    });
  });
  const body = '--b\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--b--\r\n';
  const upload = (origin: string) =>
    ({
      method: "POST",
      body,
      headers: { origin, "content-type": "multipart/form-data; boundary=b" },
    }) as const;
  await withServer(app, async (port) => {
    const refused = await send(port, upload(STRANGER));
    expect([refused.status, refused.cors, parts]).toEqual([403, ONLY_VARY, 0]);
    const stored = await send(port, upload(APP));
    expect([stored.status, stored.cors, parts]).toEqual([200, GRANTED, 1]);
    expect(stored.headers["set-cookie"]).toEqual(["a=1; SameSite=Lax", "b=2; SameSite=Lax"]);
  });
});

test("@fastify/swagger: nothing of ours in the document", async () => {
  const app = await createApplication(async (instance) => {
    await instance.register(swagger, { openapi: {} });
    instance.get("/orders", { cors: { origin: "*" } }, async () => "x");
  });
  await app.ready();
  const { paths } = app.swagger();
  expect(Object.keys(paths ?? {})).toEqual(["/orders"]);
  expect(Object.keys(paths?.["/orders"] ?? {})).toEqual(["get"]);
  await app.close();
});

describe("a proxied upstream", () => {
  const upstreams: Readonly<Record<string, RequestListener>> = {
    "/none": (_, response) => void response.end("x"),
    "/star": (_, response) =>
      void response
        .writeHead(200, {
          "access-control-allow-origin": "*",
          "access-control-allow-credentials": "true",
          "access-control-expose-headers": "x-a",
        })
        .end("x"),
    "/two-lines": (_, response) =>
      void response
        .writeHead(200, ["access-control-allow-origin", "*", "access-control-allow-origin", APP])
        .end("x"),
    "/vary": (_, response) => void response.writeHead(200, { vary: "Cookie" }).end("x"),
  };
  const upstream = createServer((request, response) => {
    (upstreams[request.url ?? ""] ?? upstreams["/none"])?.(request, response);
  });
  beforeAll(() => new Promise<void>((resolve) => void upstream.listen(0, "127.0.0.1", resolve)));
  afterAll(() => new Promise<void>((resolve) => void upstream.close(() => resolve())));

  const proxies = [
    {
      title: "@fastify/http-proxy",
      declare: (app: FastifyInstance, base: string) =>
        app.register(httpProxy, { upstream: base, prefix: "/" }),
    },
    {
      title: "@fastify/reply-from",
      async declare(app: FastifyInstance, base: string) {
        await app.register(replyFrom, { base });
        app.get("/*", (request, reply) => reply.from(request.url));
      },
    },
  ];
  const rows = proxies.flatMap((proxy) =>
    Object.keys(upstreams).map((url) => ({ ...proxy, url, name: url.slice(1) })),
  );

  test.each(rows)("$title, an upstream with $name: one set of headers, ours", async (row) => {
    const base = `http://127.0.0.1:${portOf({ server: upstream })}`;
    const app = await createApplication((instance) => row.declare(instance, base));
    const vary = row.name === "vary" ? "vary: Cookie, Origin" : "vary: Origin";
    await withServer(app, async (port) => {
      const answer = await send(port, { url: row.url, ...from(APP) });
      expect([answer.status, answer.cors]).toEqual([200, [GRANTED[0], vary]]);
      const refused = await send(port, { url: row.url, ...from(STRANGER) });
      expect(refused.cors).toEqual([vary]);
    });
  });
});

test("@fastify/http-proxy with `config.cors: 'skip'`: the upstream answers, preflights included", async () => {
  const upstream = createServer((request, response) => {
    response.writeHead(request.method === "OPTIONS" ? 200 : 201, {
      "access-control-allow-origin": "https://upstream.example.com",
    });
    response.end();
  });
  await new Promise<void>((resolve) => void upstream.listen(0, "127.0.0.1", resolve));
  const app = await createApplication((instance) =>
    instance.register(httpProxy, {
      upstream: `http://127.0.0.1:${portOf({ server: upstream })}`,
      config: { cors: "skip" },
    }),
  );
  const theirs = ["access-control-allow-origin: https://upstream.example.com"];
  await withServer(app, async (port) => {
    const asked = await preflight(port, "/a", "PUT");
    expect([asked.status, asked.cors]).toEqual([200, theirs]);
    const answer = await send(port, { method: "PUT", url: "/a", headers: { origin: STRANGER } });
    expect([answer.status, answer.cors]).toEqual([201, theirs]);
  });
  upstream.close();
});

describe("@fastify/websocket", () => {
  const handshake = (origin: string | undefined): Record<string, string> => ({
    connection: "Upgrade",
    upgrade: "websocket",
    "sec-websocket-version": "13",
    "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
    ...(origin !== undefined && { origin }),
  });

  const rows = [
    { title: "of an allowed origin is accepted", origin: APP, status: 101 },
    { title: "of a foreign origin is refused", origin: STRANGER, status: 403 },
    { title: "of an opaque origin is refused", origin: "null", status: 403 },
    { title: "of no browser is accepted", origin: undefined, status: 101 },
  ];

  test.each(rows)("a handshake $title", async ({ origin, status }) => {
    let connections = 0;
    const app = await createApplication(async (instance) => {
      await instance.register(websocket);
      instance.register(async (scope) => {
        scope.get("/live", { websocket: true }, (socket) => {
          connections += 1;
          socket.close();
        });
      });
    });
    await withServer(app, async (port) => {
      const answer = await send(port, { url: "/live", headers: handshake(origin) });
      expect([answer.status, connections]).toEqual([status, status === 101 ? 1 : 0]);
    });
  });
});
