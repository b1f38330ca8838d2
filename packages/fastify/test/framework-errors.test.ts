import { corsPlugin } from "@corsage/fastify";
import Fastify, { type FastifyServerOptions } from "fastify";
import { describe, expect, test } from "vitest";
import { APP, GRANTED, preflight, send, sendText, withServer } from "./wire.ts";

function createApplication(options: FastifyServerOptions = {}) {
  const app = Fastify({ routerOptions: { maxParamLength: 10 }, ...options });
  app.register(corsPlugin, { origin: [APP] });
  app.get("/a/:id", async () => "x");
  return app;
}

const errors = [
  { title: "a malformed URL", url: "/a/%zz", status: 400, code: "FST_ERR_BAD_URL" },
  {
    title: "a parameter that is too long",
    url: `/a/${"x".repeat(20)}`,
    status: 414,
    code: "FST_ERR_MAX_PARAM_LENGTH",
  },
];

describe.each(errors)("$title", ({ url, status, code }) => {
  test("answers without CORS headers where nobody says otherwise", async () => {
    await withServer(createApplication(), async (port) => {
      const answer = await send(port, { url, headers: { origin: APP } });
      expect([answer.status, answer.cors]).toEqual([status, []]);
    });
  });

  test("can be read with `corsPlugin.frameworkErrors()`, and looks the same", async () => {
    const frameworkErrors = corsPlugin.frameworkErrors();
    const plain = await withServer(createApplication(), (port) => send(port, { url }));
    await withServer(createApplication({ frameworkErrors }), async (port) => {
      const answer = await send(port, { url, headers: { origin: APP } });
      expect([answer.status, answer.cors]).toEqual([status, GRANTED]);
      expect(JSON.parse(answer.body)).toEqual(JSON.parse(plain.body));
      expect(JSON.parse(answer.body)).toMatchObject({ code, statusCode: status });
    });
  });

  test("can be answered by the application", async () => {
    const frameworkErrors = corsPlugin.frameworkErrors((error, _, reply) => {
      void reply.code(499).send(error.code);
    });
    await withServer(createApplication({ frameworkErrors }), async (port) => {
      const answer = await send(port, { url, headers: { origin: APP } });
      expect([answer.status, answer.body, answer.cors]).toEqual([499, code, GRANTED]);
    });
  });

  test("has its preflight answered, so that the page sees the error itself", async () => {
    const frameworkErrors = corsPlugin.frameworkErrors();
    await withServer(createApplication({ frameworkErrors }), async (port) => {
      // A long parameter is one only on the route's own method; a preflight there is like any other.
      expect((await preflight(port, url, "GET")).status).toBe(204);
    });
  });
});

test("an application without the plugin still gets its handler called", async () => {
  const app = Fastify({ frameworkErrors: corsPlugin.frameworkErrors() });
  await withServer(app, async (port) => {
    const answer = await send(port, { url: "/%zz", headers: { origin: APP } });
    expect([answer.status, answer.cors]).toEqual([400, []]);
  });
});

// What no hook can reach, as it is today: the documentation says so.
describe("beyond reach", () => {
  test("a request that is no HTTP", async () => {
    await withServer(createApplication(), async (port) => {
      const answer = await sendText(
        port,
        `GET / HTTP/1.1\r\nhost: x\r\norigin: ${APP}\r\nbad header\r\n\r\n`,
      );
      expect([answer.status, answer.cors]).toEqual([400, []]);
    });
  });

  test("headers that are too large", async () => {
    await withServer(createApplication(), async (port) => {
      const large = "x".repeat(20_000);
      const answer = await sendText(
        port,
        `GET / HTTP/1.1\r\nhost: x\r\norigin: ${APP}\r\nx-a: ${large}\r\n\r\n`,
      );
      expect([answer.status, answer.cors]).toEqual([431, []]);
    });
  });
});
