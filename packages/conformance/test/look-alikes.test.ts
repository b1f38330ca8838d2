import { type BrowserOptions, createBrowser, type WalkInit } from "@corsage/browser";
import {
  type Engine,
  type EngineName,
  enginesToTest,
  launch,
  type PageCase,
  PageServer,
  runBatch,
} from "@corsage/engines";
import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { close, listen, portOf } from "../src/listening.ts";
import { loopbackTransport } from "../src/loopback-transport.ts";
import { createIdentity } from "./identity.ts";

// What stops a request and is no CORS, in each engine's own words.

let secure: PageServer;
let plain: PageServer;
let api: Server;
beforeAll(async () => {
  secure = await PageServer.start(0, await createIdentity());
  plain = await PageServer.start();
  api = createServer((_request, response) => {
    response.setHeader("access-control-allow-origin", "*").end("ok");
  });
  // Every handshake is refused.
  api.on("upgrade", (_request, socket) => socket.end("HTTP/1.1 403 Forbidden\r\n\r\n"));
  await listen(api);
});
afterAll(() => Promise.all([secure.close(), plain.close(), close(api)]));

/** What either side says: whether the page has an answer, the console, Chromium's corsErrorStatus. */
interface Said {
  readonly outcome: string;
  readonly console: readonly string[];
  readonly corsErrors: readonly string[];
}

async function ask(
  engine: Engine,
  pages: PageServer,
  step: PageCase,
  host: string = "app.localhost",
): Promise<Said> {
  const mark = engine.mark();
  const { results } = await runBatch(engine, pages, [step], { host });
  const [result] = results;
  const { outcome } = result ?? { outcome: { outcome: "lost" } };
  const messages = await engine.messages(mark);
  const failures = await engine.failures(mark);
  return {
    outcome: outcome.outcome === "failed" ? "blocked" : outcome.outcome,
    console: messages.map(({ text }) => text).toSorted(),
    corsErrors: failures.flatMap(({ corsError }) => corsError ?? []),
  };
}

async function foretell(
  engine: EngineName,
  pages: PageServer,
  url: string,
  init: WalkInit = {},
  options: Partial<BrowserOptions> = {},
): Promise<Said> {
  const origin = pages.origin("app.localhost");
  const model = createBrowser({ origin, engine, transport: loopbackTransport, ...options });
  const { response, failure } = await model.walk(url, init);
  const report = failure?.engines[engine];
  return {
    outcome: response === undefined ? "blocked" : "response",
    console: (report?.console ?? []).toSorted(),
    corsErrors: engine === "chromium" && report?.code !== undefined ? [report.code] : [],
  };
}

describe.each(enginesToTest())("in %s", (name) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await launch(name);
  }, 120_000);
  afterAll(() => engine.close());

  test.each([
    { title: "a server that is not this machine", host: "api.shop.test", path: "/" },
    { title: "a server of this machine", host: "api.localhost", path: "/?loopback" },
  ])("an https page calls http: $title", async ({ host, path }) => {
    const url = `http://${host}:${portOf(api)}${path}`;
    const said = await ask(engine, secure, { kind: "fetch", url });
    expect(said).toEqual(await foretell(name, secure, url));
  });

  test("a WebSocket whose handshake is refused", async () => {
    const url = `ws://api.localhost:${portOf(api)}/socket`;
    const said = await ask(engine, plain, { kind: "web-socket", url });
    expect(said).toEqual(await foretell(name, plain, url, { initiator: "websocket" }));
  });
});

describe.runIf(enginesToTest().includes("chromium"))("Local Network Access in chromium", () => {
  test.each([
    { title: "a page without TLS", pages: () => plain, host: "app.shop.test" },
    {
      title: "a page without TLS, under a name of this machine",
      pages: () => plain,
      host: "app.localhost",
    },
    { title: "a page with TLS", pages: () => secure, host: "app.shop.test" },
  ])("$title, from a public address to this machine", async ({ pages, host }) => {
    const page = pages();
    // The page's own port counts as the public internet.
    const args = [
      `--ip-address-space-overrides=127.0.0.1:${page.port}=public`,
      "--host-resolver-rules=MAP *.shop.test 127.0.0.1",
    ];
    const engine = await launch("chromium", { args });
    try {
      const url = `http://api.localhost:${portOf(api)}/?local`;
      const said = await ask(engine, page, { kind: "fetch", url, timeoutMs: 5000 }, host);
      const told = await foretell(
        "chromium",
        page,
        url,
        {},
        {
          origin: page.origin(host),
          addressSpace: "public",
        },
      );
      expect(said).toEqual(told);
    } finally {
      await engine.close();
    }
  });
});
