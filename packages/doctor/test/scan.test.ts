import { liveTransport } from "@corsage/browser/live";
import { describe, expect, test } from "vitest";
import { Prober } from "../src/exchange.ts";
import { exitCodeOf } from "../src/finding.ts";
import { scan } from "../src/scan.ts";
import { runCorsage } from "./run-corsage.ts";
import { type Answer, startServer } from "./planted-server.ts";
import { listed, matching, type ScanRow, scanRows } from "./scan-rows.ts";

/** Lets in what `isAllowed` says, with or without credentials. */
const allowIf =
  (isAllowed: (origin: string) => boolean, credentials = false): Answer =>
  ({ headers: { origin = "" } }, response) => {
    response.writeHead(200, {
      vary: "Origin",
      ...(isAllowed(origin) && { "access-control-allow-origin": origin }),
      ...(credentials && { "access-control-allow-credentials": "true" }),
    });
    response.end();
  };

describe("scan finds what lets in", () => {
  test.each(scanRows)("$title", async ({ isAllowed, found }) => {
    const server = await startServer(allowIf(isAllowed));
    try {
      const report = await scan(server.url, new Prober(liveTransport()), listed);
      const lines = report.findings.map(
        ({ code, evidence }) =>
          `${code} ${evidence.find((line) => line.startsWith("> origin: "))?.slice(10)}`,
      );
      expect(lines).toEqual(found);
      expect(exitCodeOf(report)).toBe(0);
    } finally {
      await server.close();
    }
  });

  test.each<{ title: string; isAllowed: ScanRow["isAllowed"]; code: string; exit: 0 | 1 }>([
    {
      title: "everybody: an error, by the name that check has for it",
      isAllowed: () => true,
      code: "origin-reflected-with-credentials",
      exit: 1,
    },
    {
      title: "null: an error",
      isAllowed: (origin) => origin === "null",
      code: "null-origin-allowed",
      exit: 1,
    },
    {
      title: "every sub-domain: a warning, as somebody may have meant it",
      isAllowed: matching(String.raw`^https://[a-z-]+\.example\.com$`),
      code: "subdomain-trusted",
      exit: 0,
    },
  ])("with credentials, $title", async ({ isAllowed, code, exit }) => {
    const server = await startServer(allowIf(isAllowed, true));
    try {
      const report = await scan(server.url, new Prober(liveTransport()), listed);
      expect(report.findings.map((finding) => finding.code)).toEqual([code]);
      expect(exitCodeOf(report)).toBe(exit);
    } finally {
      await server.close();
    }
  });

  test("what is named imitates nobody in particular: the URL's own host is taken", async () => {
    const server = await startServer(allowIf((origin) => origin.startsWith("http://127.0.0.1.")));
    try {
      const report = await scan(server.url, new Prober(liveTransport()));
      expect(report.findings.map((finding) => finding.code)).toEqual(["origin-pattern-bypass"]);
    } finally {
      await server.close();
    }
  });
});

describe("scan is gentle", () => {
  test("few requests, that change nothing, a tenth of a second apart, to the host named alone", async () => {
    let strayed = 0;
    const elsewhere = await startServer((_, response) => {
      strayed += 1;
      response.end();
    });
    const seen: string[] = [];
    const pauses: number[] = [];
    let answered: number | undefined;
    const server = await startServer(({ method, url }, response) => {
      if (answered !== undefined) pauses.push(performance.now() - answered);
      seen.push(`${method} ${url}`);
      // Where it would lead, nobody may go: neither another host, nor another path of this one.
      response.writeHead(seen.length % 2 === 0 ? 302 : 307, { location: elsewhere.url });
      response.end(() => {
        answered = performance.now();
      });
    });
    try {
      const { code, out } = await runCorsage(["scan", server.url, "-o", listed]);
      expect(code).toBe(0);
      expect(out).toContain(`None of ${seen.length} foreign origins is let in.`);
      expect(new Set(seen)).toEqual(new Set(["GET /orders"]));
      expect(seen.length).toBe(15);
      // A timer of 100 ms may be a millisecond early by another clock.
      for (const pause of pauses) expect(pause).toBeGreaterThan(95);
      expect(strayed).toBe(0);
    } finally {
      await server.close();
      await elsewhere.close();
    }
  });
});
