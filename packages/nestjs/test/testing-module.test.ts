import { ask, preflight } from "@corsage/wire";
import type { INestApplication } from "@nestjs/common";
import { Test, type TestingModuleBuilder } from "@nestjs/testing";
import type { IncomingMessage, ServerResponse } from "node:http";
import { describe, expect, test } from "vitest";
import { CORS_OPTIONS, CorsGuard } from "../src/index.ts";
import { createAdapter, PLATFORMS, type Platform, portOf } from "./platforms.ts";
import { createSampleModule, SAMPLE_OPTIONS } from "./sample-application.ts";
import { ADMIN, EVIL, PARTNER, PUBLIC, READ } from "./sample-policies.ts";

async function create(
  platform: Platform,
  override: (builder: TestingModuleBuilder) => TestingModuleBuilder = (builder) => builder,
): Promise<INestApplication> {
  const builder = Test.createTestingModule({ imports: [createSampleModule()] });
  const testing = await override(builder).compile();
  return testing.createNestApplication(createAdapter(platform), { logger: false });
}

describe.each(PLATFORMS)("$platform", ({ platform }) => {
  test("first in line too, though the adapter comes after the providers", async () => {
    const app = await create(platform);
    app.use((request: IncomingMessage, response: ServerResponse, next: () => void) => {
      if (request.headers.authorization !== undefined) return next();
      response.statusCode = 401;
      response.end();
    });
    await app.listen(0, "127.0.0.1");
    try {
      const before = await ask(portOf(app), preflight(ADMIN, "DELETE", "/cats/1"));
      expect(before).toMatchObject({ status: 204, cors: READ.admins });
      const actual = await ask(portOf(app), { path: "/cats", headers: { origin: PARTNER } });
      expect(actual).toMatchObject({ status: 401, cors: READ.partners });
    } finally {
      await app.close();
    }
  });

  test("options and guard can be overridden", async () => {
    const app = await create(platform, (builder) =>
      builder
        .overrideProvider(CORS_OPTIONS)
        .useValue({ ...SAMPLE_OPTIONS, policies: { partners: PUBLIC, public: PUBLIC } })
        .overrideProvider(CorsGuard)
        .useValue({ canActivate: () => true }),
    );
    await app.listen(0, "127.0.0.1");
    try {
      const answer = await ask(portOf(app), { path: "/cats", headers: { origin: EVIL } });
      expect({ status: answer.status, cors: answer.cors }).toStrictEqual({
        status: 200,
        cors: READ.public,
      });
    } finally {
      await app.close();
    }
  });
});

test("app.inject() of platform-fastify", async () => {
  const app = await create("fastify");
  await app.init();
  try {
    const { method, path, headers } = preflight(ADMIN, "DELETE", "/cats/1");
    const fastify = app.getHttpAdapter().getInstance();
    const answer = await fastify.inject({ method, url: path, headers });
    expect(answer.statusCode).toBe(204);
    expect(answer.headers).toMatchObject(READ.admins);
  } finally {
    await app.close();
  }
});
