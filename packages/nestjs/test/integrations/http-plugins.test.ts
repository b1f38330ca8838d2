import { askOverHttp2, from, preflight } from "@corsage/wire";
import fastifyHelmet from "@fastify/helmet";
import { type AbstractHttpAdapter, APP_GUARD, HttpAdapterHost } from "@nestjs/core";
import { FastifyAdapter } from "@nestjs/platform-fastify";
import { ThrottlerGuard, ThrottlerModule } from "@nestjs/throttler";
import { type INestApplication, Module, type Type } from "@nestjs/common";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import helmet from "helmet";
import { describe, expect, test } from "vitest";
import { CorsModule } from "../../src/index.ts";
import { NEST_MAJOR } from "../nest-major.ts";
import { PLATFORMS, start } from "../platforms.ts";
import { createSampleModule, SAMPLE_OPTIONS } from "../sample-application.ts";
import { CatsController, ran } from "../sample-controllers.ts";
import { ADMIN, APP, EVIL, HIDDEN, PARTNER, READ } from "../sample-policies.ts";

describe.each(PLATFORMS)("$platform", ({ platform }) => {
  test("helmet's headers and ours stand together", async () => {
    const running = await start(platform, createSampleModule(), {
      main: async (app) => {
        if (platform === "express") app.use(helmet());
        else await fastifyOf(app).register(fastifyHelmet);
      },
    });
    try {
      const answer = await running.ask({ path: "/cats", headers: { origin: PARTNER } });
      expect(answer.cors).toStrictEqual(READ.partners);
      expect(answer.headers["content-security-policy"]).toBeDefined();
    } finally {
      await running.close();
    }
  });

  test("a throttler counts no preflight, and its 429 can be read", async () => {
    const running = await start(platform, throttled());
    try {
      for (let count = 0; count < 5; count += 1) {
        // oxlint-disable-next-line no-await-in-loop -- one after the other, as they are counted
        expect((await running.ask(preflight(ADMIN, "DELETE", "/cats/1"))).status).toBe(204);
      }
      const asked = { path: "/cats", headers: { origin: PARTNER } };
      expect((await running.ask(asked)).headers["x-ratelimit-remaining"]).toBe("1");
      await running.ask(asked);
      expect(await running.ask(asked)).toMatchObject({ status: 429, cors: READ.partners });
    } finally {
      await running.close();
    }
  });

  test("a malformed URL is answered with the headers too, where a hook can reach it", async () => {
    const running = await start(platform, createSampleModule());
    try {
      const answer = await running.ask(from(APP, "/plain/files/%E0%A4%A"));
      const isUnreachable = platform === "fastify" && NEST_MAJOR === "11";
      expect({ status: answer.status, cors: answer.cors }).toStrictEqual({
        status: 400,
        cors: isUnreachable ? {} : READ.module,
      });
    } finally {
      await running.close();
    }
  });

  test("a tracer's request hook runs behind the layer, whenever it is set", async () => {
    const seen: string[] = [];
    const running = await start(platform, createSampleModule(), {
      main: (app) => {
        const adapter: AbstractHttpAdapter = app.get(HttpAdapterHost).httpAdapter;
        adapter.setOnRequestHook((request: { url: string }, _: object, next: () => void) => {
          seen.push(request.url);
          next();
        });
      },
    });
    try {
      await running.ask(preflight(ADMIN, "DELETE", "/cats/1"));
      const answer = await running.ask({ path: "/cats", headers: { origin: PARTNER } });
      expect(answer).toMatchObject({ status: 200, cors: READ.partners });
      expect(seen).toStrictEqual(["/cats"]);
    } finally {
      await running.close();
    }
  });
});

function throttled(): Type {
  @Module({
    imports: [ThrottlerModule.forRoot([{ ttl: 60_000, limit: 2 }]), createSampleModule()],
    providers: [{ provide: APP_GUARD, useClass: ThrottlerGuard }],
  })
  class ThrottledModule {}
  return ThrottledModule;
}

function fastifyOf(app: INestApplication): FastifyInstance {
  return app.getHttpAdapter().getInstance();
}

describe("Fastify alone", () => {
  const isAuthorized = (request: FastifyRequest): boolean =>
    request.headers.authorization !== undefined;

  test("routes of a plugin with an authentication hook of its own", async () => {
    const running = await start("fastify", createSampleModule(), {
      main: async (app) => {
        await fastifyOf(app).register(async (plugin: FastifyInstance) => {
          plugin.addHook("onRequest", async (request: FastifyRequest, reply: FastifyReply) =>
            isAuthorized(request) ? undefined : reply.code(401).send("who are you?"),
          );
          plugin.get("/plugin", async () => "plugin");
          plugin.delete("/plugin", async () => "plugin");
        });
      },
    });
    try {
      const actual = await running.ask({ path: "/plugin", headers: { origin: APP } });
      expect(actual).toMatchObject({ status: 401, cors: READ.module });
      const before = await running.ask(preflight(APP, "DELETE", "/plugin"));
      expect(before).toMatchObject({
        status: 204,
        cors: { "access-control-allow-origin": APP },
      });
      const refused = await running.ask({
        method: "DELETE",
        path: "/plugin",
        headers: { origin: EVIL, authorization: "Bearer x" },
      });
      expect({ status: refused.status, cors: refused.cors }).toStrictEqual({
        status: 403,
        cors: HIDDEN,
      });
    } finally {
      await running.close();
    }
  });

  test("a root hook of main.ts does not see preflights", async () => {
    const running = await start("fastify", createSampleModule(), {
      main: (app) =>
        fastifyOf(app).addHook(
          "onRequest",
          async (request: FastifyRequest, reply: FastifyReply) => {
            ran.push("root hook");
            return isAuthorized(request) ? undefined : reply.code(401).send("who are you?");
          },
        ),
    });
    ran.length = 0;
    try {
      const before = await running.ask(preflight(ADMIN, "DELETE", "/cats/1"));
      expect(before).toMatchObject({ status: 204, cors: READ.admins });
      expect(ran).toStrictEqual([]);
      const actual = await running.ask({ path: "/cats", headers: { origin: PARTNER } });
      expect(actual).toMatchObject({ status: 401, cors: READ.partners });
    } finally {
      await running.close();
    }
  });

  test("without middie", async () => {
    @Module({ imports: [CorsModule.forRoot(SAMPLE_OPTIONS)], controllers: [CatsController] })
    class CatsModule {}
    const adapter = new FastifyAdapter({ skipMiddie: true });
    const running = await start("fastify", CatsModule, { adapter });
    try {
      const before = await running.ask(preflight(ADMIN, "DELETE", "/cats/1"));
      expect(before).toMatchObject({ status: 204, cors: READ.admins });
      const actual = await running.ask({ path: "/cats", headers: { origin: PARTNER } });
      expect(actual).toMatchObject({ status: 200, cors: READ.partners });
    } finally {
      await running.close();
    }
  });

  test("HTTP/2", async () => {
    const adapter = new FastifyAdapter({ http2: true });
    const running = await start("fastify", createSampleModule(), { adapter });
    const rows = [
      { asked: preflight(ADMIN, "DELETE", "/cats/1"), status: 204, cors: READ.admins },
      { asked: from(PARTNER, "/cats"), status: 200, cors: READ.partners },
      { asked: from(EVIL, "/plain", { method: "POST" }), status: 403, cors: HIDDEN },
    ];
    try {
      for (const { asked, status, cors } of rows) {
        const answer = await askOverHttp2(running.port, asked);
        expect(answer).toMatchObject({ status, cors });
      }
    } finally {
      await running.close();
    }
  });
});
