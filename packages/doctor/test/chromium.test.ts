import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Engine, enginesToTest, launch } from "@corsage/engines";
import { liveTransport } from "@corsage/browser/live";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { check } from "../src/check.ts";
import { rows } from "./planted-faults.ts";
import { answerWith, app, startServer } from "./planted-server.ts";

/** What the page's fetch came to. Runs in the browser. */
async function fetchInPage({ url, init }: { url: string; init: object }): Promise<string> {
  try {
    await fetch(url, init);
    return "readable";
  } catch (error) {
    return String(error);
  }
}

describe.runIf(enginesToTest().includes("chromium"))("real Chromium agrees with check", () => {
  let chromium: Engine;
  const pages = createServer((_, response) => {
    response.setHeader("content-type", "text/html");
    response.end("<!doctype html><title>page</title>");
  });
  beforeAll(async () => {
    await new Promise<void>((resolve) => void pages.listen(0, "127.0.0.1", resolve));
    const { port } = pages.address() as AddressInfo;
    const host = new URL(app).host;
    chromium = await launch("chromium", {
      args: [`--host-resolver-rules=MAP ${host} 127.0.0.1:${port}`],
    });
    await chromium.open(`${app}/`);
  }, 60_000);
  afterAll(async () => {
    await chromium.close();
    pages.closeAllConnections();
    pages.close();
  });

  test.each(rows)("$title", async ({ parts, init = {} }) => {
    const server = await startServer(answerWith(parts));
    try {
      const options = {
        origin: app,
        transport: liveTransport(),
        init,
        send: false,
        stack: undefined,
      };
      const report = await check(server.url, options);
      const mark = chromium.mark();
      const outcome = await chromium.evaluate(fetchInPage, { url: server.url, init });
      const blocked = report.summary === "The browser blocks it.";
      expect(outcome).toBe(blocked ? "TypeError: Failed to fetch" : "readable");
      const expected = report.details
        .filter(({ title }) => title === "in the console")
        .flatMap(({ lines }) => lines.filter((line) => line.includes("blocked by CORS policy")))
        .filter((line) => line.startsWith("chromium: "))
        .map((line) => line.slice("chromium: ".length));
      const printed = (await chromium.messages(mark))
        .map(({ text }) => text)
        .filter((text) => text.includes("blocked by CORS policy"));
      expect(printed).toEqual(expected);
    } finally {
      await server.close();
    }
  });
});
