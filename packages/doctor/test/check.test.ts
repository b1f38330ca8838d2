import { liveTransport } from "@corsage/browser/live";
import type { WalkInit } from "@corsage/browser";
import { describe, expect, test } from "vitest";
import { check } from "../src/check.ts";
import { exitCodeOf, type Report } from "../src/finding.ts";
import { acao, put, rows } from "./planted-faults.ts";
import { answerWith, app, type Parts, startServer } from "./planted-server.ts";

async function checkServer(parts: Parts, init: WalkInit = {}, send = false): Promise<Report> {
  const server = await startServer(answerWith(parts));
  try {
    const transport = liveTransport({ timeout: 5000 });
    return await check(server.url, { origin: app, transport, init, send, stack: undefined });
  } finally {
    await server.close();
  }
}

describe("check names what is wrong with a real server", () => {
  test.each(rows)("$title", async ({ parts, init, send, codes }) => {
    const report = await checkServer(parts, init, send);
    expect(report.findings.map((finding) => finding.code)).toEqual(codes);
    for (const finding of report.findings) expect(finding.evidence).not.toEqual([]);
  });
});

describe("check sends nothing that could change something", () => {
  test("but with --send", async () => {
    const methods: (string | undefined)[] = [];
    const parts: Parts = {
      actual: ({ method, url }) => {
        methods.push(method);
        return [url === "/orders" ? 200 : 404, acao];
      },
    };
    const withheld = await checkServer(parts, put);
    expect(withheld.summary).toBe(
      "The preflight passes. The PUT itself was not sent, as it may change something; --send sends it.",
    );
    expect(exitCodeOf(withheld)).toBe(0);
    expect(methods).not.toContain("PUT");
    const sent = await checkServer(parts, put, true);
    expect(sent.summary).toBe("The page may read the answer.");
    expect(methods.filter((method) => method === "PUT")).toHaveLength(1);
  });
});
