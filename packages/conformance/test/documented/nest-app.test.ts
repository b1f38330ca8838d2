import { createBrowser, injectTransport } from "@corsage/browser";
import { NestFactory } from "@nestjs/core";
import { FastifyAdapter, type NestFastifyApplication } from "@nestjs/platform-fastify";
import { expect, test } from "vitest";
import { AppModule } from "./nest-app.ts";

test("the shop saves an order and reads its version", async () => {
  const app = await NestFactory.create<NestFastifyApplication>(AppModule, new FastifyAdapter());
  await app.init();
  const shop = createBrowser({
    origin: "https://shop.example.com",
    transport: injectTransport(app),
  });
  const init = { method: "PUT", credentials: "include" } as const;
  const response = await shop.fetch("https://api.example.com/orders/1", init);
  expect(response.headers.get("etag")).toBe('"2"');
});
