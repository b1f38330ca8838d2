import { ask, withServer } from "@corsage/wire";
import connect from "connect";
import { expect, test } from "vitest";
import { cors } from "../src/index.ts";

const layer = cors({ origin: ["https://app.example.com"] });

test("without a framework, the refusal is answered as JSON", async () => {
  const answer = await withServer(
    (request, response) => layer(request, response, () => void response.end("ran")),
    (port) => ask(port, { method: "POST", headers: { origin: "null" }, body: "a=b" }),
  );
  expect(answer.status).toBe(403);
  expect(answer.headers["content-type"]).toBe("application/json; charset=utf-8");
  expect(answer.headers["referrer-policy"]).toBe("same-origin");
  expect(JSON.parse(answer.body)).toStrictEqual({
    statusCode: 403,
    error: "Forbidden",
    code: "CORS_REFUSED",
    message:
      '"null" is not allowed; the request is answered with 403 before it runs. To let its pages read, add it to `origin`; only to let it send, to `acceptFrom`; if it is this application behind a proxy, to `selfOrigins`.',
  });
});

test("a closure that takes an error is given it", async () => {
  const errors: unknown[] = [];
  const answer = await withServer(
    (request, response) =>
      layer(request, response, (error) => {
        errors.push(error);
        response.writeHead(418).end();
      }),
    (port) => ask(port, { method: "POST", headers: { origin: "https://evil.example.net" } }),
  );
  expect(answer.status).toBe(418);
  expect(errors).toMatchObject([{ name: "CorsRefusal", statusCode: 403 }]);
});

test("Connect renders it", async () => {
  const app = connect().use(layer);
  app.use((_, response) => void response.end("ran"));
  const answer = await withServer(app, (port) =>
    ask(port, { method: "POST", headers: { origin: "https://evil.example.net" } }),
  );
  expect(answer.status).toBe(403);
  expect(answer.body).not.toBe("ran");
});
