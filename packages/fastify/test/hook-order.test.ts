import Fastify, { type FastifyInstance } from "fastify";
import fastifyPlugin from "fastify-plugin";
import { corsPlugin } from "@corsage/fastify";
import { expect, test } from "vitest";
import { APP, GRANTED, preflight, send, withServer } from "./wire.ts";

const options = { origin: [APP] };

/** Says no to everybody. Whatever it answers must be readable, and no preflight may reach it. */
async function authenticate(
  _: unknown,
  reply: { code(status: number): { send(body: string): unknown } },
) {
  return reply.code(401).send("who are you?");
}

interface Row {
  readonly title: string;
  readonly url?: string;
  declare(app: FastifyInstance): void;
}

const rows: readonly Row[] = [
  {
    title: "an authentication hook after the plugin",
    declare(app) {
      app.register(corsPlugin, options);
      app.addHook("onRequest", authenticate);
      app.get("/", async () => "handler");
    },
  },
  {
    title: "an authentication hook before the plugin",
    declare(app) {
      app.addHook("onRequest", authenticate);
      app.register(corsPlugin, options);
      app.get("/", async () => "handler");
    },
  },
  {
    title: "an authentication plugin before the plugin",
    declare(app) {
      app.register(
        fastifyPlugin(async (instance) => {
          instance.addHook("onRequest", authenticate);
        }),
      );
      app.register(corsPlugin, options);
      app.get("/", async () => "handler");
    },
  },
  {
    title: "a child with its own hook, registered before the plugin",
    url: "/child",
    declare(app) {
      app.register(async (child) => {
        child.addHook("onRequest", authenticate);
        child.get("/child", async () => "handler");
      });
      app.register(corsPlugin, options);
    },
  },
  {
    title: "a child registered after the plugin",
    url: "/child",
    declare(app) {
      app.register(corsPlugin, options);
      app.register(async (child) => {
        child.addHook("onRequest", authenticate);
        child.get("/child", async () => "handler");
      });
    },
  },
  {
    title: "a 404 handler of a prefix, with a hook in its scope",
    url: "/area/nothing",
    declare(app) {
      app.register(
        async (area) => {
          area.addHook("onRequest", authenticate);
          area.setNotFoundHandler(async () => "nothing here");
        },
        { prefix: "/area" },
      );
      app.register(corsPlugin, options);
    },
  },
  {
    title: "a hook of the route itself",
    declare(app) {
      app.get("/", { onRequest: authenticate }, async () => "handler");
      app.register(corsPlugin, options);
    },
  },
  {
    title: "a preParsing hook",
    declare(app) {
      app.addHook("preParsing", authenticate);
      app.get("/", async () => "handler");
      app.register(corsPlugin, options);
    },
  },
];

test.each(rows)("$title: the preflight is answered, and the 401 is readable", async (row) => {
  const { url = "/", declare } = row;
  const app = Fastify();
  declare(app);
  await withServer(app, async (port) => {
    const asked = await preflight(port, url, "GET");
    expect([asked.status, asked.body, asked.headers["content-length"]]).toEqual([
      204,
      "",
      undefined,
    ]);
    expect(asked.cors).toContain(`access-control-allow-origin: ${APP}`);
    const answer = await send(port, { url, headers: { origin: APP } });
    expect([answer.status, answer.cors]).toEqual([401, GRANTED]);
  });
});

test("routes declared after a register that nobody awaited are seen", async () => {
  const app = Fastify();
  app.register(corsPlugin, options);
  app.put("/orders", { cors: { origin: ["https://orders.example.com"] } }, async () => "put");
  await withServer(app, async (port) => {
    expect((await preflight(port, "/orders", "PUT")).status).toBe(403);
    const answer = await preflight(port, "/orders", "PUT", {
      origin: "https://orders.example.com",
    });
    expect(answer.cors).toContain("access-control-allow-methods: PUT");
  });
});
