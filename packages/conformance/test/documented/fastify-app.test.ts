import { createBrowser, injectTransport } from "@corsage/browser";
import { expect, test } from "vitest";
import { buildApp } from "./fastify-app.ts";

const url = "https://api.example.com/orders/1";
const save = { method: "PUT", body: "{}", headers: { "content-type": "application/json" } };

test("the shop saves an order and reads its version", async () => {
  const transport = injectTransport(buildApp());
  const shop = createBrowser({ origin: "https://shop.example.com", transport });
  const response = await shop.fetch(url, { ...save, credentials: "include" });
  expect(response.headers.get("etag")).toBe('"2"');
});

test("nobody else does", async () => {
  const transport = injectTransport(buildApp());
  const other = createBrowser({ origin: "https://other.example", transport });
  const { failure } = await other.walk(url, save);
  expect(failure).toMatchObject({ stage: "preflight", id: "acao-missing" });
});
