import { from } from "@corsage/wire";
import {
  type ArgumentsHost,
  Catch,
  Controller,
  Delete,
  ForbiddenException,
  Get,
  HttpException,
  Module,
  Post,
  ServiceUnavailableException,
} from "@nestjs/common";
import { APP_FILTER, BaseExceptionFilter } from "@nestjs/core";
import { ExpressAdapter } from "@nestjs/platform-express";
import { FastifyAdapter } from "@nestjs/platform-fastify";
import express from "express";
import { describe, expect, test } from "vitest";
import { Cors, CorsModule, CorsRefusal, NoCors } from "../src/index.ts";
import { createAdapter, PLATFORMS, start } from "./platforms.ts";
import { APP, EVIL } from "./sample-policies.ts";

class SharedHandlers {
  @Delete()
  @NoCors()
  remove(): string {
    return "removed";
  }
}

@Controller("lenient")
@Cors({ origin: [APP], enforce: "off" })
class LenientController extends SharedHandlers {}

@Controller("strict")
@Cors({ origin: [APP] })
class StrictController extends SharedHandlers {
  @Post()
  @Cors({ origin: [APP], acceptFrom: [EVIL] })
  accept(): string {
    return "accepted";
  }
  @Get()
  find(): string {
    return "found";
  }
}

const failing = (): Promise<boolean> => Promise.reject(new Error("the database is down"));

@Controller("asynchronous")
@Cors({ origin: failing })
class AsynchronousController {
  @Post()
  create(): string {
    return "created";
  }
  @Get()
  find(): string {
    return "found";
  }
}

@Module({
  imports: [CorsModule.forRoot({ policy: false })],
  controllers: [LenientController, StrictController, AsynchronousController],
})
class EnforcedModule {}

const caught: HttpException[] = [];

@Catch(HttpException)
class RecordingFilter extends BaseExceptionFilter {
  override catch(exception: HttpException, host: ArgumentsHost): void {
    caught.push(exception);
    // oxlint-disable-next-line promise/valid-params -- an exception filter's `catch`, not a promise's
    super.catch(exception, host);
  }
}

@Module({
  imports: [EnforcedModule],
  providers: [{ provide: APP_FILTER, useClass: RecordingFilter }],
})
class FilteredModule {}

describe.each(PLATFORMS)("$platform", ({ platform }) => {
  test.each([
    { title: "a ForbiddenException", path: "/strict", kind: ForbiddenException, status: 403 },
    {
      title: "a ServiceUnavailableException where a rule failed",
      path: "/asynchronous",
      kind: ServiceUnavailableException,
      status: 503,
    },
  ])("to exception filters a refusal is $title, caused by it", async ({ path, kind, status }) => {
    const running = await start(platform, FilteredModule);
    caught.length = 0;
    try {
      const answer = await running.ask(from("https://other.example", path, { method: "POST" }));
      expect(answer).toMatchObject({ status, cors: { vary: "Origin" } });
    } finally {
      await running.close();
    }
    expect(caught).toHaveLength(1);
    expect(caught[0]).toBeInstanceOf(kind);
    expect(caught[0]?.cause).toBeInstanceOf(CorsRefusal);
    expect(caught[0]?.cause).toMatchObject({ decision: { answer: status } });
  });

  test.each([
    {
      title: "@NoCors takes the enforcement of its class",
      method: "DELETE",
      path: "/lenient",
      status: 200,
    },
    { title: "of each class that inherits it", method: "DELETE", path: "/strict", status: 403 },
    { title: "acceptFrom may send", method: "POST", path: "/strict", status: 201 },
    {
      title: "a rule that fails refuses writes as unavailable",
      method: "POST",
      path: "/asynchronous",
      status: 503,
    },
    { title: "and hides reads", method: "GET", path: "/asynchronous", status: 200 },
  ])("$title", async ({ method, path, status }) => {
    const running = await start(platform, EnforcedModule);
    try {
      const answer = await running.ask({ method, path, headers: { origin: EVIL } });
      expect({ status: answer.status, cors: answer.cors }).toStrictEqual({
        status,
        cors: { vary: "Origin" },
      });
    } finally {
      await running.close();
    }
  });

  test.each([
    {
      title: "the host a trusted proxy forwards is the application's own",
      isTrusted: true,
      status: 201,
    },
    { title: "the host that nobody vouches for is not", isTrusted: false, status: 403 },
  ])("$title", async ({ isTrusted, status }) => {
    const trusting =
      platform === "express"
        ? new ExpressAdapter(express().set("trust proxy", true))
        : new FastifyAdapter({ trustProxy: true });
    const adapter = isTrusted ? trusting : createAdapter(platform);
    const running = await start(platform, EnforcedModule, { adapter });
    try {
      const answer = await running.ask({
        method: "POST",
        path: "/strict",
        headers: {
          origin: "https://shop.example.com:8443",
          "x-forwarded-host": "shop.example.com:8443",
        },
      });
      expect(answer.status).toBe(status);
    } finally {
      await running.close();
    }
  });
});
