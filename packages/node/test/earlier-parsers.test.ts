import type { RequestListener } from "node:http";
import { ask, from, sendText, withServer } from "@corsage/wire";
import connect from "connect";
import express from "express";
import express4 from "express4";
import { beforeEach, describe, expect, test } from "vitest";
import { cors, type CorsMiddleware } from "../src/index.ts";

const APP = "https://app.example.com";
const EVIL = "https://evil.example.net";
const READ = { "access-control-allow-origin": APP, vary: "Origin" };
const HIDDEN = { vary: "Origin" };

const ran: string[] = [];
beforeEach(() => void (ran.length = 0));

const layer = cors({ origin: [APP] });
const slowly = cors({ origin: async (origin) => origin === APP });

function create(
  host: typeof express,
  first: CorsMiddleware,
  second?: CorsMiddleware,
): express.Express {
  const app = host().set("env", "test"); // the default error handler then logs nothing
  if (second !== undefined) app.use(second);
  app.use(host.json({ limit: 20 }), first, first.onError);
  app.post("/", (_, response) => {
    ran.push("handler");
    response.status(201).end();
  });
  return app;
}

const LARGE = JSON.stringify({ text: "much too long for it" });

describe.each<{ readonly host: string; readonly app: RequestListener }>([
  { host: "Express 4", app: create(express4, layer) },
  { host: "Express 5", app: create(express, layer) },
  { host: "Express 5, asynchronously", app: create(express, slowly) },
  {
    host: "Connect",
    app: connect()
      .use(express.json({ limit: 20 }))
      .use(layer)
      .use(layer.onError)
      .use((_, response) => {
        ran.push("handler");
        response.writeHead(201).end();
      }),
  },
])("$host: a body parser that stands before the middleware", ({ app }) => {
  test.each([
    { title: "a body too large", origin: APP, body: LARGE, status: 413, cors: READ, runs: false },
    { title: "malformed JSON", origin: APP, body: "{", status: 400, cors: READ, runs: false },
    { title: "a stranger's body too large", origin: EVIL, body: LARGE, status: 413, cors: HIDDEN },
    { title: "a good body", origin: APP, body: "{}", status: 201, cors: READ, runs: true },
    { title: "a stranger's good body", origin: EVIL, body: "{}", status: 403, cors: HIDDEN },
  ])("$title is answered with $status and its headers", async (row) => {
    const headers = { "content-type": "application/json" };
    const asked = from(row.origin, "/", { method: "POST", headers, body: row.body });
    const answer = await withServer(app, (port) => ask(port, asked));
    expect({ status: answer.status, cors: answer.cors, ran }).toStrictEqual({
      status: row.status,
      cors: row.cors,
      ran: row.runs === true ? ["handler"] : [],
    });
  });
});

test("an error of what stands after the middleware is decided about once", async () => {
  const asked = from(APP, "/", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{",
  });
  const answer = await withServer(create(express, layer, cors({ origin: "*" })), (port) =>
    ask(port, asked),
  );
  expect({ status: answer.status, cors: answer.cors }).toStrictEqual({
    status: 400,
    cors: { "access-control-allow-origin": "*" },
  });
});

test("a parser that stands after it reads nothing of a refused body", async () => {
  const app = express().set("env", "test");
  app.use(layer, express.json({ verify: () => void ran.push("parser") }));
  const headers = { "content-type": "application/json" };
  const asked = from(EVIL, "/", { method: "POST", headers, body: "{}" });
  const refused = await withServer(app, (port) => ask(port, asked));
  expect({ status: refused.status, ran }).toStrictEqual({ status: 403, ran: [] });
});

test("without a framework, the refusal comes before the body", async () => {
  const head = `POST / HTTP/1.1\r\nHost: api.test\r\nOrigin: ${EVIL}\r\nContent-Length: 1000\r\n\r\n`;
  const answer = await withServer(
    (request, response) => layer(request, response, () => ran.push("handler")),
    (port) => sendText(port, head),
  );
  expect({ status: answer.status, cors: answer.cors, ran }).toStrictEqual({
    status: 403,
    cors: HIDDEN,
    ran: [],
  });
});
