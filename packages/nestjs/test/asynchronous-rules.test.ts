import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { ask, type Asked, from, portOf, preflight } from "@corsage/wire";
import { Controller, Get, type INestApplication, Module, Post, type Type } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { describe, expect, test } from "vitest";
import { CorsModule, type OriginRule } from "../src/index.ts";
import { createAdapter, PLATFORMS, type Platform, start } from "./platforms.ts";
import { APP, EVIL, HIDDEN } from "./sample-policies.ts";

const READ = { "access-control-allow-origin": APP, ...HIDDEN };
const SLOW_MS = 40;

const ran: string[] = [];

@Controller()
class RootController {
  @Get()
  find(): void {
    ran.push("find");
  }
  @Post()
  create(): void {
    ran.push("create");
  }
}

function moduleOf(rule: OriginRule): Type {
  const cors = CorsModule.forRoot({ origin: rule, originTimeout: 100 });
  @Module({ imports: [cors], controllers: [RootController] })
  class RuledModule {}
  return RuledModule;
}

const RULES: readonly {
  readonly title: string;
  readonly rule: OriginRule;
  /** Of a preflight, a read and a write. */
  readonly statuses: readonly number[];
  readonly cors: object;
}[] = [
  {
    title: "resolves true",
    rule: async (origin) => origin === APP,
    statuses: [204, 200, 201],
    cors: READ,
  },
  { title: "resolves false", rule: async () => false, statuses: [403, 200, 403], cors: HIDDEN },
  {
    title: "rejects",
    rule: () => Promise.reject(new Error("the database is down")),
    statuses: [503, 200, 503],
    cors: HIDDEN,
  },
  {
    title: "throws",
    rule: () => {
      throw new Error("the database is down");
    },
    statuses: [503, 200, 503],
    cors: HIDDEN,
  },
  {
    title: "never settles",
    rule: () => new Promise<boolean>(() => {}),
    statuses: [503, 200, 503],
    cors: HIDDEN,
  },
];

const WRITE: Asked = from(APP, "/", { method: "POST" });

describe.each(PLATFORMS)("$platform", ({ platform }) => {
  test.each(RULES)("a rule that $title", async ({ rule, statuses, cors }) => {
    const running = await start(platform, moduleOf(rule));
    try {
      const asked = [preflight(APP, "POST"), from(APP), WRITE];
      const answers = await Promise.all(asked.map(running.ask));
      expect(answers.map(({ status }) => status)).toStrictEqual(statuses);
      for (const answer of answers) expect(answer.cors).toMatchObject(cors);
    } finally {
      await running.close();
    }
  });

  test.each([
    { title: "a preflight", asked: preflight(APP, "POST") },
    { title: "a read", asked: from(APP) },
    { title: "a write", asked: WRITE },
    { title: "a write that is refused", asked: from(EVIL, "/", { method: "POST" }) },
  ])("$title that a timeout has answered while a rule was waited for", async ({ asked }) => {
    const rejections: unknown[] = [];
    const listen = (reason: unknown): void => void rejections.push(reason);
    process.on("unhandledRejection", listen);
    ran.length = 0;
    const slow = async (origin: string): Promise<boolean> => {
      await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
      return origin === APP;
    };
    const adapter = createAdapter(platform);
    const app = await NestFactory.create(moduleOf(slow), adapter, { logger: false });
    await app.init();
    const listener = await listenerOf(platform, app);
    const server = createServer((request, response) => {
      listener(request, response);
      setTimeout(() => response.writeHead(503).end(), SLOW_MS / 4);
    }).listen(0, "127.0.0.1");
    try {
      await once(server, "listening");
      expect((await ask(portOf(server), asked)).status).toBe(503);
      await new Promise((resolve) => setTimeout(resolve, SLOW_MS * 2));
    } finally {
      process.off("unhandledRejection", listen);
      server.close();
      await app.close();
    }
    expect({ ran, rejections }).toStrictEqual({ ran: [], rejections: [] });
  });
});

async function listenerOf(platform: Platform, app: INestApplication): Promise<RequestListener> {
  const instance = app.getHttpAdapter().getInstance();
  if (platform === "express") return instance;
  await instance.ready();
  return instance.routing;
}
