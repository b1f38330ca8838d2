import type { RequestListener } from "node:http";
import { ask, type Asked, from, preflight, withServer } from "@corsage/wire";
import connect from "connect";
import express, { type ErrorRequestHandler } from "express";
import express4 from "express4";
import { beforeEach, describe, expect, test } from "vitest";
import { cors } from "../src/index.ts";

const APP = "https://app.example.com";
const EVIL = "https://evil.example.net";
const READ = { "access-control-allow-origin": APP, vary: "Origin" };
const HIDDEN = { vary: "Origin" };
const GRANT = {
  ...READ,
  "access-control-allow-methods": "GET, HEAD, POST, PUT, PATCH, DELETE",
  "access-control-allow-headers": "content-type",
  "access-control-max-age": "7200",
};

const ran: string[] = [];
beforeEach(() => void (ran.length = 0));

const layer = cors({ origin: [APP] });

/** The layer before the application, which it then hands the request to. */
function inFrontOf(app: RequestListener): RequestListener {
  return (request, response) => layer(request, response, () => app(request, response));
}

function createExpress(host: typeof express): RequestListener {
  const app = host().set("env", "test");
  app.use((_request, _response, next) => {
    ran.push("application");
    next();
  });
  app.post("/orders", (_, response) => void response.status(201).end());
  app.get("/own", (_, response) => {
    response.set("access-control-allow-origin", EVIL).vary("Accept").send("own");
  });
  app.get("/wilted", () => {
    throw new Error("wilted");
  });
  const onError: ErrorRequestHandler = (_error, _request, response, _next) => {
    response.status(500).send("an error handler of ours");
  };
  return app.use(onError);
}

const connected = connect().use((request, response) => {
  ran.push("application");
  const { pathname } = new URL(request.url ?? "/", "http://localhost");
  if (pathname === "/orders") response.writeHead(201).end();
  else if (pathname === "/own") {
    response.writeHead(200, { "Access-Control-Allow-Origin": EVIL, vary: "Accept" }).end();
  } else response.writeHead(pathname === "/wilted" ? 500 : 404).end();
});

const rows: readonly {
  readonly title: string;
  readonly asked: Asked;
  readonly status: number;
  readonly cors: object;
  readonly runs: boolean;
}[] = [
  {
    title: "a preflight",
    asked: preflight(APP, "PUT", "/orders"),
    status: 204,
    cors: GRANT,
    runs: false,
  },
  {
    title: "a stranger's preflight",
    asked: preflight(EVIL, "PUT", "/orders"),
    status: 403,
    cors: HIDDEN,
    runs: false,
  },
  {
    title: "a write",
    asked: from(APP, "/orders", { method: "POST" }),
    status: 201,
    cors: READ,
    runs: true,
  },
  {
    title: "a stranger's write",
    asked: from(EVIL, "/orders", { method: "POST" }),
    status: 403,
    cors: HIDDEN,
    runs: false,
  },
  {
    title: "a route with CORS headers of its own",
    asked: from(APP, "/own"),
    status: 200,
    cors: { ...READ, vary: "Accept, Origin" },
    runs: true,
  },
  {
    title: "a path that nobody routes",
    asked: from(APP, "/nowhere"),
    status: 404,
    cors: READ,
    runs: true,
  },
  { title: "an error", asked: from(APP, "/wilted"), status: 500, cors: READ, runs: true },
];

describe.each([
  { host: "Express 4", app: createExpress(express4) },
  { host: "Express 5", app: createExpress(express) },
  { host: "Connect", app: connected },
])("in front of $host", ({ app }) => {
  test.each(rows)("$title is answered with $status", async (row) => {
    const answer = await withServer(inFrontOf(app), (port) => ask(port, row.asked));
    expect({ status: answer.status, cors: answer.cors, ran }).toStrictEqual({
      status: row.status,
      cors: row.cors,
      ran: row.runs ? ["application"] : [],
    });
  });
});
