import { once } from "node:events";
import { request as send, type Server } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPageServer } from "../src/page-server.ts";
import type { Setting } from "../src/page/setting.ts";

const setting: Setting = {
  guest: "listed",
  pages: [{ guest: "listed", origin: "http://localhost:4000" }],
  identity: "http://id.localhost:4000",
  apis: [{ name: "Fastify", origin: "http://localhost:4001" }],
};

let server: Server;
let port: number;
beforeAll(async () => {
  server = createPageServer({ setting: () => setting, seen: () => [] }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  port = typeof address === "object" && address !== null ? address.port : 0;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

/** A raw target: `fetch` would tidy `..` away before sending. */
async function ask(
  path: string,
): Promise<{ status?: number | undefined; type: string | undefined }> {
  const request = send({ host: "127.0.0.1", port, path }).end();
  const [response] = await once(request, "response");
  response.resume();
  return { status: response.statusCode, type: response.headers["content-type"] };
}

const notFound = { status: 404, type: "text/plain" };

test.each([
  { path: "/", answer: { status: 200, type: "text/html; charset=utf-8" } },
  { path: "/?api=Fastify", answer: { status: 200, type: "text/html; charset=utf-8" } },
  { path: "/style.css", answer: { status: 200, type: "text/css; charset=utf-8" } },
  { path: "/main.js", answer: { status: 200, type: "text/javascript; charset=utf-8" } },
  { path: "/icon.svg", answer: { status: 200, type: "image/svg+xml" } },
  { path: "/setting.json", answer: { status: 200, type: "application/json" } },
  { path: "/seen/nobody", answer: { status: 200, type: "application/json" } },
  { path: "/main.ts", answer: notFound },
  { path: "/absent.js", answer: notFound },
  { path: "/../main.js", answer: { status: 200, type: "text/javascript; charset=utf-8" } },
  { path: "/..%2fmain.js", answer: notFound },
  { path: "/page/main.js", answer: notFound },
])("GET $path: $answer.status", async ({ path, answer }) => {
  expect(await ask(path)).toEqual(answer);
});

test("the page may talk to its own server, the identity provider and the APIs, and to nobody else", async () => {
  const response = await fetch(`http://127.0.0.1:${port}/`);
  expect(response.headers.get("content-security-policy")).toBe(
    [
      "default-src 'self'",
      "connect-src 'self' http://localhost:4001",
      "frame-src 'self' http://id.localhost:4000 http://localhost:4001",
      "form-action 'self' http://localhost:4001",
      "base-uri 'none'",
      "frame-ancestors http://localhost:4000",
    ].join("; "),
  );
});
