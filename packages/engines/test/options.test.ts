import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Engine, installedEngines, launch, PageServer, runBatch } from "../src/index.ts";
import { describeEngines } from "./describe-engines.ts";

const wayUp = 150_000;

describeEngines((name) => {
  let server: Server;
  let port: number;
  let engine: Engine | undefined;
  let answer: (request: IncomingMessage, response: ServerResponse) => void;

  beforeEach(async () => {
    server = createServer((request, response) => answer(request, response));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    port = address !== null && typeof address === "object" ? address.port : 0;
  });

  afterEach(async () => {
    await engine?.close();
    server.close();
    server.closeAllConnections();
  });

  test(
    "proxy: every name and the default port, without touching DNS",
    async () => {
      const asked: string[] = [];
      answer = ({ url = "" }, response) => {
        asked.push(url);
        response.setHeader("content-type", "text/html");
        response.end(`<!doctype html><title>proxied</title><link rel="icon" href="data:,">`);
      };
      engine = await launch(name, { proxy: `http://127.0.0.1:${port}` });
      await engine.open("http://app.shop.test/");
      expect(await engine.evaluate("[origin, document.title]")).toEqual([
        "http://app.shop.test",
        "proxied",
      ]);
      await engine.open("http://localhost:1234/");
      expect(asked).toEqual(
        expect.arrayContaining(["http://app.shop.test/", "http://localhost:1234/"]),
      );
    },
    wayUp,
  );

  test(
    "dismissLogins: a challenge has an outcome",
    async () => {
      answer = ({ headers, method }, response) => {
        response.setHeader("access-control-allow-origin", headers.origin ?? "*");
        response.setHeader("access-control-allow-credentials", "true");
        response.statusCode = method === "OPTIONS" ? 204 : 401;
        if (method !== "OPTIONS") response.setHeader("www-authenticate", 'Basic realm="shop"');
        response.end();
      };
      engine = await launch(name, { dismissLogins: true });
      const pages = await PageServer.start();
      const url = `http://localhost:${port}/orders`;
      const { results } = await runBatch(engine, pages, [
        { kind: "fetch", url, credentials: "include" },
      ]);
      await pages.close();
      expect(results[0]?.outcome).toMatchObject({ outcome: "response", status: 401 });
    },
    wayUp,
  );
});

const photographers = installedEngines().filter((name) => name === "chromium");
describe.each(photographers)("%s's pictures", (name) => {
  test(
    "have the size asked for, and the page knows what the visitor prefers",
    async () => {
      const engine = await launch(name);
      const pages = await PageServer.start();
      try {
        await engine.open(`${pages.origin()}/`);
        const dark = "matchMedia('(prefers-color-scheme: dark)').matches";
        expect(sizeOf(await engine.screenshot())).toEqual([1280, 800]);
        expect(await engine.evaluate(dark)).toBe(false);
        const picture = await engine.screenshot({ width: 390, height: 700, dark: true });
        expect(sizeOf(picture)).toEqual([390, 700]);
        expect(await engine.evaluate(dark)).toBe(true);
        await engine.evaluate("void (document.body.style.height = '2000px')");
        const [, height] = sizeOf(await engine.screenshot({ width: 390, fullPage: true }));
        expect(height).toBeGreaterThanOrEqual(2000);
      } finally {
        await engine.close();
        await pages.close();
      }
    },
    wayUp,
  );
});

/** Width and height, from the first chunk of a PNG. */
function sizeOf(png: Uint8Array): [width: number, height: number] {
  const bytes = Buffer.from(png);
  expect(bytes.subarray(1, 4).toString()).toBe("PNG");
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}
