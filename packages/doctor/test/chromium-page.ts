import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { launch } from "@corsage/engines";
import type { Report } from "../src/finding.ts";
import { app } from "./planted-server.ts";

/** What the page's fetch came to. Runs in the browser. */
async function fetchInPage({ url, init }: { url: string; init: object }): Promise<string> {
  try {
    await fetch(url, init);
    return "readable";
  } catch (error) {
    return String(error);
  }
}

/** What a browser did, and printed about it; or what `check` says that it does. */
export interface Verdict {
  readonly outcome: string;
  readonly console: readonly string[];
}

export interface ChromiumPage {
  fetch(url: string, init: object): Promise<Verdict>;
  close(): Promise<void>;
}

const isAboutCors = (line: string): boolean => line.includes("blocked by CORS policy");

/** A page of the origin `app` in real Chromium. */
export async function openChromiumPage(): Promise<ChromiumPage> {
  const pages = createServer((_, response) => {
    response.setHeader("content-type", "text/html");
    response.end("<!doctype html><title>page</title>");
  });
  await new Promise<void>((resolve) => void pages.listen(0, "127.0.0.1", resolve));
  const { port } = pages.address() as AddressInfo;
  const rule = `--host-resolver-rules=MAP ${new URL(app).host} 127.0.0.1:${port}`;
  const chromium = await launch("chromium", { args: [rule] });
  await chromium.open(`${app}/`);
  return {
    async fetch(url, init) {
      const mark = chromium.mark();
      const outcome = await chromium.evaluate(fetchInPage, { url, init });
      const messages = await chromium.messages(mark);
      return { outcome, console: messages.map(({ text }) => text).filter(isAboutCors) };
    },
    async close() {
      await chromium.close();
      pages.closeAllConnections();
      pages.close();
    },
  };
}

/** What a report says that Chromium does. */
export function verdictOf(report: Report): Verdict {
  const lines = report.details.find(({ title }) => title === "in the console")?.lines ?? [];
  const prefix = "chromium: ";
  return {
    outcome: report.outcome === "blocked" ? "TypeError: Failed to fetch" : String(report.outcome),
    console: lines
      .filter((line) => line.startsWith(prefix) && isAboutCors(line))
      .map((line) => line.slice(prefix.length)),
  };
}
