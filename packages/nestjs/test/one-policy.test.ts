import type { IncomingMessage } from "node:http";
import { preflight } from "@corsage/wire";
import { Controller, Get, Module, Post, type Type } from "@nestjs/common";
import { ApplicationConfig } from "@nestjs/core";
import { describe, expect, test } from "vitest";
import {
  Cors,
  CorsModule,
  type CorsOptions,
  decisionChannel,
  type DecisionEvent,
  NoCors,
} from "../src/index.ts";
import { PLATFORMS, start } from "./platforms.ts";

const APP = "https://app.example.com";
const EVIL = "https://evil.example";
const ONE: CorsOptions = { origin: [APP], methods: ["GET", "POST"] };

@Controller("plain")
class PlainController {
  ran = 0;
  @Get()
  find(): number {
    this.ran += 1;
    return this.ran;
  }
  @Post()
  add(): number {
    this.ran += 1;
    return this.ran;
  }
}

@Controller("decorated")
@Cors({ origin: "*" })
class DecoratedController {
  @Get()
  find(): string {
    return "";
  }
}

@Controller("partly")
class PartlyController {
  @Get()
  @NoCors()
  find(): string {
    return "";
  }
}

function createModule(options: CorsOptions, controllers: readonly Type[]): Type {
  @Module({ imports: [CorsModule.forRoot(options)], controllers: [...controllers] })
  class AppModule {}
  return AppModule;
}

const GUARDS: readonly {
  readonly title: string;
  readonly options: CorsOptions;
  readonly controllers: readonly Type[];
  readonly guards: number;
}[] = [
  { title: "one policy", options: ONE, controllers: [PlainController], guards: 0 },
  {
    title: "a class with a decorator",
    options: ONE,
    controllers: [PlainController, DecoratedController],
    guards: 1,
  },
  {
    title: "a method with a decorator",
    options: ONE,
    controllers: [PartlyController],
    guards: 1,
  },
  {
    title: "a rule of `paths`",
    options: { ...ONE, paths: [{ prefix: "/x", policy: { origin: "*" } }] },
    controllers: [PlainController],
    guards: 1,
  },
];

describe.each(PLATFORMS)("$platform", ({ platform }) => {
  test.each(GUARDS)("$title: $guards guard(s)", async ({ options, controllers, guards }) => {
    const running = await start(platform, createModule(options, controllers));
    try {
      const config = running.app.get(ApplicationConfig, { strict: false });
      const given = config.getGlobalGuards().filter((guard) => guard !== undefined);
      expect(given).toHaveLength(guards);
    } finally {
      await running.close();
    }
  });

  test("one policy holds on every path, routed or not, and refuses before the handler", async () => {
    const running = await start(platform, createModule(ONE, [PlainController]));
    const read = { "access-control-allow-origin": APP, vary: "Origin" };
    const hidden = { vary: "Origin" };
    const lists = {
      ...read,
      "access-control-allow-headers": "content-type",
      "access-control-allow-methods": "GET, HEAD, POST",
      "access-control-max-age": "7200",
    };
    const rows = [
      { method: "GET", path: "/plain", origin: APP, status: 200, cors: read },
      { method: "GET", path: "/plain", origin: EVIL, status: 200, cors: hidden },
      { method: "POST", path: "/plain", origin: APP, status: 201, cors: read },
      { method: "POST", path: "/plain", origin: EVIL, status: 403, cors: hidden },
      { method: "GET", path: "/nowhere", origin: APP, status: 404, cors: read },
    ];
    try {
      for (const { method, path, origin, status, cors } of rows) {
        // oxlint-disable-next-line no-await-in-loop -- in order, as calls are counted
        const answer = await running.ask({ method, path, headers: { origin } });
        const asked = { method, path, origin };
        expect({ ...asked, status: answer.status, cors: answer.cors }).toStrictEqual({
          ...asked,
          status,
          cors,
        });
      }
      expect(running.app.get(PlainController).ran).toBe(3);
      for (const path of ["/plain", "/nowhere"]) {
        // oxlint-disable-next-line no-await-in-loop
        const answer = await running.ask(preflight(APP, "POST", path));
        expect({ status: answer.status, cors: answer.cors }).toStrictEqual({
          status: 204,
          cors: lists,
        });
      }
    } finally {
      await running.close();
    }
  });

  test("whoever listens is told the route all the same", async () => {
    const running = await start(platform, createModule(ONE, [PlainController]));
    const routes: DecisionEvent["route"][] = [];
    const listener = (event: unknown): void => {
      if (isDecisionEvent(event)) routes.push(event.route);
    };
    decisionChannel.subscribe(listener);
    try {
      await running.ask({ path: "/plain", headers: { origin: APP } });
      await running.ask(preflight(APP, "POST", "/plain"));
      expect(routes).toStrictEqual([
        { method: "GET", url: "/plain" },
        { method: "POST", url: "/plain" },
      ]);
    } finally {
      decisionChannel.unsubscribe(listener);
      await running.close();
    }
  });

  test("methods: 'auto' lists what is routed at the path", async () => {
    const running = await start(platform, createModule({ origin: [APP] }, [PlainController]));
    try {
      const answer = await running.ask(preflight(APP, "POST", "/plain"));
      expect(answer.cors).toMatchObject({ "access-control-allow-methods": "GET, HEAD, POST" });
    } finally {
      await running.close();
    }
  });

  test("a middleware that rewrites the URL changes nothing, as there is but one policy", async () => {
    const running = await start(platform, createModule(ONE, [PlainController]), {
      main: (app) =>
        app.use((request: IncomingMessage, _response: object, next: () => void) => {
          if (request.url === "/short") request.url = "/plain";
          next();
        }),
    });
    try {
      const answer = await running.ask({ path: "/short", headers: { origin: APP } });
      expect(answer.cors).toStrictEqual({ "access-control-allow-origin": APP, vary: "Origin" });
    } finally {
      await running.close();
    }
  });
});

function isDecisionEvent(message: unknown): message is DecisionEvent {
  return typeof message === "object" && message !== null && "decision" in message;
}
