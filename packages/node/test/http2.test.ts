import { once } from "node:events";
import { createServer, type Http2ServerRequest, type Http2ServerResponse } from "node:http2";
import { askOverHttp2, from, portOf, preflight } from "@corsage/wire";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cors } from "../src/index.ts";

const APP = "https://app.example.com";
const LATE = "https://late.example.com";
const EVIL = "https://evil.example.net";
const VARY = { vary: "Origin" };
const READ = { "access-control-allow-origin": APP, ...VARY };

const layer = cors({ origin: [APP, async (origin) => origin === LATE] });
const ran: string[] = [];

const server = createServer((request, response) =>
  layer(request, response, () => handle(request, response)),
);

function handle(request: Http2ServerRequest, response: Http2ServerResponse): void {
  ran.push(request.method);
  if (request.url === "/vary") response.writeHead(200, { vary: "accept" });
  else response.setHeader("access-control-allow-origin", "*");
  response.end("ok");
}

beforeAll(async () => {
  await once(server.listen(0, "127.0.0.1"), "listening");
});
afterAll(() => void server.close());

test.each([
  { title: "a read", asked: from(APP), status: 200, cors: READ, runs: true },
  {
    title: "a head written at once",
    asked: from(APP, "/vary"),
    status: 200,
    cors: { ...READ, vary: "accept, Origin" },
    runs: true,
  },
  {
    title: "an origin that an asynchronous rule admits",
    asked: from(LATE, "/", { method: "POST" }),
    status: 200,
    cors: { ...READ, "access-control-allow-origin": LATE },
    runs: true,
  },
  {
    title: "a preflight",
    asked: preflight(APP, "PUT"),
    status: 204,
    cors: {
      ...READ,
      "access-control-allow-methods": "GET, HEAD, POST, PUT, PATCH, DELETE",
      "access-control-allow-headers": "content-type",
      "access-control-max-age": "7200",
    },
  },
  { title: "a stranger's preflight", asked: preflight(EVIL, "PUT"), status: 403, cors: VARY },
  {
    title: "a stranger's write",
    asked: from(EVIL, "/", { method: "POST", body: "{}" }),
    status: 403,
    cors: VARY,
  },
])("$title", async ({ asked, status, cors: expected, runs = false }) => {
  ran.length = 0;
  const answer = await askOverHttp2(portOf(server), asked);
  expect({ status: answer.status, cors: answer.cors, hasRun: ran.length > 0 }).toStrictEqual({
    status,
    cors: expected,
    hasRun: runs,
  });
});

test("the authority is the application's own host", async () => {
  const own = `http://127.0.0.1:${portOf(server)}`;
  const answer = await askOverHttp2(portOf(server), from(own, "/", { method: "POST" }));
  expect({ status: answer.status, cors: answer.cors }).toStrictEqual({ status: 200, cors: VARY });
});
