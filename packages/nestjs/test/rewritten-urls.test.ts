import { createServer, type IncomingMessage } from "node:http";
import { ask, preflight } from "@corsage/wire";
import { FastifyAdapter } from "@nestjs/platform-fastify";
import { NestFactory } from "@nestjs/core";
import { ExpressAdapter } from "@nestjs/platform-express";
import express from "express";
import { expect, test } from "vitest";
import { CorsModule } from "../src/index.ts";
import { start } from "./platforms.ts";
import { createSampleModule, SAMPLE_OPTIONS } from "./sample-application.ts";
import { ran } from "./sample-controllers.ts";
import { APP, EVIL, HIDDEN, PARTNER, READ } from "./sample-policies.ts";

test("a middleware that rewrites the URL: the guard applies the handler's own policy", async () => {
  // The rule lets the rewritten path through to where its handler is known.
  const paths = [{ prefix: "/short", policy: { origin: "*" } }] as const;
  const module = createSampleModule(CorsModule.forRoot({ ...SAMPLE_OPTIONS, paths }));
  const running = await start("express", module, {
    main: (app) =>
      app.use((request: IncomingMessage, _response: object, next: () => void) => {
        request.url = request.url?.replace(/^\/short/, "/cats") ?? "/";
        next();
      }),
  });
  try {
    const rows = [
      { method: "GET", path: "/short/42", origin: PARTNER, status: 200, cors: READ.partners },
      { method: "GET", path: "/short/42", origin: EVIL, status: 200, cors: HIDDEN },
      { method: "GET", path: "/short/me", origin: EVIL, status: 200, cors: READ.public },
      { method: "POST", path: "/short/42", origin: APP, status: 201, cors: READ.module },
      { method: "POST", path: "/short/42", origin: EVIL, status: 403, cors: HIDDEN },
      {
        method: "PATCH",
        path: "/short/own/answer",
        origin: EVIL,
        status: 200,
        cors: { "access-control-allow-origin": "https://own.example" },
      },
    ];
    for (const { method, path, origin, status, cors } of rows) {
      ran.length = 0;
      // oxlint-disable-next-line no-await-in-loop -- in order, as `ran` is compared
      const answer = await running.ask({ method, path, headers: { origin } });
      const hasRun = ran.some((name) => name.startsWith("cats."));
      expect({ path, status: answer.status, cors: answer.cors, hasRun }).toStrictEqual({
        path,
        status,
        cors,
        hasRun: status < 300,
      });
    }
  } finally {
    await running.close();
  }
});

test("Fastify's rewriteUrl comes before, so that everything is known", async () => {
  const adapter = new FastifyAdapter({
    rewriteUrl: (request: IncomingMessage) => (request.url ?? "/").replace(/^\/short/, "/cats"),
  });
  const running = await start("fastify", createSampleModule(), { adapter });
  try {
    const actual = await running.ask({ path: "/short/42", headers: { origin: PARTNER } });
    expect(actual.cors).toStrictEqual(READ.partners);
    const before = await running.ask(preflight(PARTNER, "GET", "/short/42"));
    expect(before).toMatchObject({ status: 204, cors: READ.partners });
  } finally {
    await running.close();
  }
});

test("an application mounted in Express under a path", async () => {
  const inner = express();
  const app = await NestFactory.create(createSampleModule(), new ExpressAdapter(inner), {
    logger: false,
  });
  await app.init();
  const outer = express().use("/nest", inner);
  const server = createServer(outer).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  try {
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const before = await ask(port, preflight(EVIL, "GET", "/nest/cats/me"));
    expect(before).toMatchObject({ status: 204, cors: READ.public });
    const actual = await ask(port, { path: "/nest/cats/42", headers: { origin: PARTNER } });
    expect(actual.cors).toStrictEqual(READ.partners);
  } finally {
    server.close();
    await app.close();
  }
});
