import { enginesToTest } from "@corsage/engines";
import { liveTransport } from "@corsage/browser/live";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { check } from "../src/check.ts";
import type { Report } from "../src/finding.ts";
import { type ChromiumPage, openChromiumPage, type Verdict, verdictOf } from "./chromium-page.ts";
import { hasNginx, startNginx } from "./nginx-server.ts";
import { configurationOf, nginxRows } from "./nginx-rows.ts";
import { peers } from "./peers.ts";
import { rows } from "./planted-faults.ts";
import { answerWith, app, startServer } from "./planted-server.ts";

describe.runIf(enginesToTest().includes("chromium"))("real Chromium agrees with check", () => {
  let chromium: ChromiumPage;
  beforeAll(async () => {
    chromium = await openChromiumPage();
  }, 60_000);
  afterAll(() => chromium.close());

  /** What Chromium does, and what `check` says that it does. The servers are ours, so everything is sent. */
  async function ask(
    url: string,
    init: object,
  ): Promise<{ real: Verdict; told: Verdict; report: Report }> {
    const options = {
      origin: app,
      transport: liveTransport(),
      init,
      send: true,
      stack: undefined,
    };
    const report = await check(url, options);
    return { real: await chromium.fetch(url, init), told: verdictOf(report), report };
  }

  test.each(rows)("a planted fault: $title", async ({ parts, init = {} }) => {
    const server = await startServer(answerWith(parts));
    try {
      const { real, told } = await ask(server.url, init);
      expect(real).toEqual(told);
    } finally {
      await server.close();
    }
  });

  test.each(peers)("$title, and with the fix that is printed", async ({ start, init }) => {
    const broken = await start(undefined);
    let fix: string | undefined;
    try {
      const { real, told, report } = await ask(broken.url, init);
      expect(real).toEqual(told);
      fix = report.findings[0]?.fix;
    } finally {
      await broken.close();
    }
    const mended = await start(fix);
    try {
      const { real, told } = await ask(mended.url, init);
      expect(real).toEqual(told);
      expect(real).toEqual({ outcome: "readable", console: [] });
    } finally {
      await mended.close();
    }
  });

  describe.runIf(hasNginx())("nginx", () => {
    test.each(nginxRows)("$title", async (row) => {
      const server = await startNginx(configurationOf(row, "", row.fault));
      try {
        const { real, told } = await ask(server.url, row.init ?? {});
        expect(real).toEqual(told);
      } finally {
        await server.close();
      }
    });
  });
});
