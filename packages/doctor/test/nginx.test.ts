import { liveTransport } from "@corsage/browser/live";
import { describe, expect, test } from "vitest";
import { check } from "../src/check.ts";
import type { Report } from "../src/finding.ts";
import { configurationOf, type NginxRow, nginxRows } from "./nginx-rows.ts";
import { hasNginx, startNginx } from "./nginx-server.ts";
import { app } from "./planted-server.ts";

async function checkNginx(row: NginxRow, inHttp: string, inLocation: string): Promise<Report> {
  const { url, close } = await startNginx(configurationOf(row, inHttp, inLocation));
  try {
    return await check(url, {
      origin: app,
      transport: liveTransport(),
      init: row.init ?? {},
      send: row.send ?? false,
      stack: undefined,
    });
  } finally {
    await close();
  }
}

/** The printed fix names the two places it belongs to, in comments. */
function placesOf(fix: string): readonly [string, string] {
  const [inHttp = "", inLocation = ""] = fix.split(/^# in location .*$/m);
  return [inHttp, inLocation];
}

describe.runIf(hasNginx())("nginx: named, and mended by every fix that is printed", () => {
  test.each(nginxRows)("$title", async (row) => {
    const broken = await checkNginx(row, "", row.fault);
    expect(broken.findings.map((finding) => finding.code)).toEqual(row.codes);
    for (const fix of new Set(broken.findings.map((finding) => finding.fix ?? ""))) {
      // oxlint-disable-next-line no-await-in-loop -- one nginx at a time is enough for two cores
      const mended = await checkNginx(row, ...placesOf(fix));
      expect(mended.findings).toEqual([]);
      expect(mended.outcome).toMatch(/^(?:readable|unsent)$/);
    }
  });
});
