import { createServer, type Server } from "node:http";
import { createBrowser, type WalkInit } from "@corsage/browser";
import {
  type Engine,
  enginesToTest,
  launch,
  type PageCase,
  PageServer,
  runBatch,
} from "@corsage/engines";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { close, listen, portOf } from "../src/listening.ts";
import { loopbackTransport } from "../src/loopback-transport.ts";
import { seenRequest, type SeenRequest } from "../src/seen-request.ts";

// Forms and WebSockets ask no preflight and read no header: what counts is what arrives.

let pages: PageServer;
let server: Server;
const seen: SeenRequest[] = [];
beforeAll(async () => {
  pages = await PageServer.start();
  server = createServer((request, response) => {
    seen.push(seenRequest(request));
    response.setHeader("content-type", "text/html").end("<!doctype html>");
  });
  server.on("upgrade", (request, socket) => {
    seen.push(seenRequest(request));
    socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
  });
  await listen(server);
});
afterAll(() => Promise.all([pages.close(), close(server)]));

const fields = new URLSearchParams("a=1");
const multipart = (): FormData => {
  const form = new FormData();
  form.append("a", "1");
  return form;
};

interface Row {
  readonly title: string;
  readonly page: PageCase;
  readonly walk: () => WalkInit;
}

const at = (scheme: "http" | "ws"): string => `${scheme}://api.localhost:${portOf(server)}/sent`;
const rows = (): readonly Row[] => [
  {
    title: "a form",
    page: { kind: "form", url: at("http") },
    walk: () => ({ initiator: "form", method: "POST", body: fields }),
  },
  {
    title: "a form with files",
    page: { kind: "form", url: at("http"), enctype: "multipart/form-data" },
    walk: () => ({ initiator: "form", method: "POST", body: multipart() }),
  },
  {
    title: "a form as text",
    page: { kind: "form", url: at("http"), enctype: "text/plain" },
    walk: () => ({ initiator: "form", method: "POST", body: "a=1\r\n" }),
  },
  {
    title: "a WebSocket",
    page: { kind: "web-socket", url: at("ws") },
    walk: () => ({ initiator: "websocket" }),
  },
];

describe.each(enginesToTest())("what %s sends", (name) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await launch(name);
  }, 120_000);
  afterAll(() => engine.close());

  test("is what the model sends", async () => {
    const host = "app.localhost";
    const foretold: Record<string, readonly SeenRequest[]> = {};
    const observed: Record<string, readonly SeenRequest[]> = {};
    for (const { title, page, walk } of rows()) {
      const origin = pages.origin(host);
      const model = createBrowser({ origin, engine: name, transport: loopbackTransport });
      // oxlint-disable no-await-in-loop -- the server sees one at a time
      await model.walk(page.url, walk());
      foretold[title] = seen.splice(0);
      await runBatch(engine, pages, [page], { host });
      observed[title] = seen.splice(0);
      // oxlint-enable no-await-in-loop
    }
    expect(observed).toEqual(foretold);
  }, 60_000);
});
