import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { ask, type Asked, type CorsLines, from, preflight, withServer } from "@corsage/wire";
import { describe, expect, test } from "vitest";
import { cors } from "../src/index.ts";
import { HOSTS } from "./node-hosts.ts";

const APP = "https://app.example.com";
const EVIL = "https://evil.example.net";

const GRANT = { "access-control-allow-origin": APP, "access-control-allow-credentials": "true" };
const READ = { ...GRANT, "access-control-expose-headers": "x-total", vary: "Origin" };
const PREFLIGHT = {
  ...GRANT,
  "access-control-allow-methods": "GET, HEAD, POST, PUT, PATCH, DELETE",
  "access-control-allow-headers": "content-type, x-requested-with",
  "access-control-max-age": "600",
  vary: "Origin",
};
const VARY = { vary: "Origin" };

interface Row {
  readonly title: string;
  readonly asked: Asked;
  readonly status: number;
  readonly cors: CorsLines;
  /** Whether the application's handler runs. */
  readonly runs: boolean;
}

const ROWS: readonly Row[] = [
  {
    title: "preflight from an allowed origin",
    asked: preflight(APP, "DELETE"),
    status: 204,
    cors: PREFLIGHT,
    runs: false,
  },
  {
    title: "preflight that asks for a method nobody listed: the browser names it",
    asked: preflight(APP, "PURGE"),
    status: 204,
    cors: PREFLIGHT,
    runs: false,
  },
  {
    title: "preflight from another origin",
    asked: preflight(EVIL, "DELETE"),
    status: 403,
    cors: VARY,
    runs: false,
  },
  {
    title: "OPTIONS without Access-Control-Request-Method is the application's",
    asked: from(APP, "/", { method: "OPTIONS" }),
    status: 200,
    cors: READ,
    runs: true,
  },
  {
    title: "OPTIONS without Origin is the application's",
    asked: { method: "OPTIONS", headers: { "access-control-request-method": "PUT" } },
    status: 200,
    cors: VARY,
    runs: true,
  },
  { title: "GET from an allowed origin", asked: from(APP), status: 200, cors: READ, runs: true },
  {
    title: "GET from another origin runs, unreadable",
    asked: from(EVIL),
    status: 200,
    cors: VARY,
    runs: true,
  },
  { title: "GET without Origin", asked: {}, status: 200, cors: VARY, runs: true },
  {
    title: "HEAD from an allowed origin",
    asked: from(APP, "/", { method: "HEAD" }),
    status: 200,
    cors: READ,
    runs: true,
  },
  {
    title: "DELETE from an allowed origin",
    asked: from(APP, "/", { method: "DELETE" }),
    status: 200,
    cors: READ,
    runs: true,
  },
  {
    title: "POST from another origin is refused before it runs",
    asked: from(EVIL, "/", { method: "POST", body: "{}" }),
    status: 403,
    cors: VARY,
    runs: false,
  },
  {
    title: "POST without Origin that the browser calls cross-site",
    asked: { method: "POST", headers: { "sec-fetch-site": "cross-site" } },
    status: 403,
    cors: VARY,
    runs: false,
  },
  {
    title: "POST of the application's own page",
    asked: from("http://api.test", "/", { method: "POST", headers: { host: "api.test" } }),
    status: 200,
    cors: VARY,
    runs: true,
  },
  {
    title: "a method that is not listed, from an allowed origin",
    asked: from(APP, "/", { method: "PROPFIND" }),
    status: 403,
    cors: READ,
    runs: false,
  },
  {
    title: "an error status",
    asked: from(APP, "/500"),
    status: 500,
    cors: READ,
    runs: true,
  },
  {
    title: "a stream",
    asked: from(APP, "/stream"),
    status: 200,
    cors: READ,
    runs: true,
  },
  {
    title: "writeHead with an object, and a Vary of its own",
    asked: from(APP, "/object"),
    status: 200,
    cors: { ...READ, vary: "Accept-Encoding, Origin" },
    runs: true,
  },
  {
    title: "writeHead with a flat list",
    asked: from(APP, "/list"),
    status: 200,
    cors: { ...READ, vary: "Accept-Encoding, Origin" },
    runs: true,
  },
  {
    title: "writeHead with pairs",
    asked: from(APP, "/pairs"),
    status: 200,
    cors: { ...READ, vary: "Accept-Encoding, Origin" },
    runs: true,
  },
  {
    title: "CORS headers of the handler are replaced",
    asked: from(APP, "/foreign"),
    status: 200,
    cors: READ,
    runs: true,
  },
  {
    title: "CORS headers of the handler are removed where nothing is granted",
    asked: from(EVIL, "/foreign"),
    status: 200,
    cors: VARY,
    runs: true,
  },
];

const ANSWERS: Readonly<Record<string, (response: ServerResponse) => void>> = {
  "/500": (response) => response.writeHead(500).end(),
  "/stream": (response) => Readable.from(["a", "b"]).pipe(response),
  "/object": (response) => response.writeHead(200, { Vary: "Accept-Encoding" }).end(),
  "/list": (response) => response.writeHead(200, ["Vary", "Accept-Encoding"]).end(),
  "/pairs": (response) => response.writeHead(200, [["Vary", "Accept-Encoding"]]).end(),
  "/foreign": (response) =>
    response
      .setHeader("Access-Control-Allow-Origin", "*")
      .writeHead(200, { "Access-Control-Allow-Methods": "PUT" })
      .end(),
};

describe.each(HOSTS)("$host", ({ build }) => {
  test.each(ROWS)("$title", async ({ asked, status, cors: expected, runs }) => {
    const ran: string[] = [];
    const handler = (request: IncomingMessage, response: ServerResponse): void => {
      ran.push(request.method ?? "");
      const answer = ANSWERS[request.url ?? ""];
      if (answer === undefined) response.end("ok");
      else answer(response);
    };
    const layer = cors({
      origin: [APP],
      credentials: true,
      allowedHeaders: ["content-type", "x-requested-with"],
      exposedHeaders: ["x-total"],
      maxAge: 600,
    });
    const answer = await withServer(build([layer], handler), (port) => ask(port, asked));
    expect({ status: answer.status, cors: answer.cors, ran: ran.length > 0 }).toStrictEqual({
      status,
      cors: expected,
      ran: runs,
    });
  });

  test("a granted preflight has neither body nor length", async () => {
    const layer = cors({ origin: [APP] });
    const answer = await withServer(
      build([layer], () => {}),
      (port) => ask(port, preflight(APP, "PUT")),
    );
    expect(answer.body).toBe("");
    expect(answer.headers).not.toHaveProperty("content-length");
    expect(answer.headers).not.toHaveProperty("transfer-encoding");
  });

  test("everybody may read: the grant is there without an Origin too, and no Vary", async () => {
    const layer = cors({ origin: "*" });
    const handler = (_: IncomingMessage, response: ServerResponse): void => void response.end();
    const answer = await withServer(build([layer], handler), (port) => ask(port, {}));
    expect(answer.cors).toStrictEqual({ "access-control-allow-origin": "*" });
  });
});
