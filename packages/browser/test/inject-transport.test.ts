import fastify from "fastify";
import { expect, onTestFinished, test } from "vitest";
import { createBrowser, injectTransport } from "../src/index.ts";

test("a Fastify application is asked without a port", async () => {
  const app = fastify();
  onTestFinished(() => app.close());
  app.addHook("onRequest", async (_request, reply) => {
    reply.header("access-control-allow-origin", "https://app.example.com");
    reply.header("access-control-allow-methods", "PUT");
    reply.header("access-control-allow-headers", "content-type");
  });
  app.options("/orders", (_request, reply) => reply.code(204).send());
  app.put("/orders", (request) => ({ body: request.body, host: request.host, url: request.url }));
  const browser = createBrowser({
    origin: "https://app.example.com",
    transport: injectTransport(app),
  });
  const response = await browser.fetch("https://api.example.com:8443/orders?a=1", {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: '{"count":2}',
  });
  expect(await response.json()).toEqual({
    body: { count: 2 },
    host: "api.example.com:8443",
    url: "/orders?a=1",
  });
});

test("a header set twice stays two lines", async () => {
  const app = fastify();
  onTestFinished(() => app.close());
  app.get("/", (_request, reply) => {
    reply.raw.setHeader("access-control-allow-origin", ["*", "*"]);
    return "ok";
  });
  const browser = createBrowser({
    origin: "https://app.example.com",
    transport: injectTransport(app),
  });
  const { failure } = await browser.walk("https://api.example.com/");
  expect(failure).toMatchObject({ id: "acao-duplicate", value: "*, *" });
});
