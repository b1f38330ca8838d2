import type { WalkInit } from "@corsage/browser";
import { liveTransport } from "@corsage/browser/live";
import { describe, expect, test } from "vitest";
import { check } from "../src/check.ts";
import type { Report } from "../src/finding.ts";
import { location, nginxRows } from "./nginx-rows.ts";
import { hasNginx, type NginxConfiguration, startNginx } from "./nginx-server.ts";
import { app } from "./planted-server.ts";

async function checkNginx(configuration: NginxConfiguration, init: WalkInit): Promise<Report> {
  const { url, close } = await startNginx(configuration);
  try {
    return await check(url, {
      origin: app,
      transport: liveTransport(),
      init,
      send: false,
      stack: undefined,
    });
  } finally {
    await close();
  }
}

/** The printed fix names the two places it belongs to, in comments. */
function paste(fix: string): NginxConfiguration {
  const [before = "", inside = ""] = fix.split(/^# in location .*$/m);
  return { http: before.slice(before.indexOf("map")), server: location(inside) };
}

describe.runIf(hasNginx())("nginx: named, and mended by the fix that is printed", () => {
  test.each(nginxRows)("$title", async ({ configuration, init, code }) => {
    const broken = await checkNginx(configuration, init);
    expect(broken.findings.map((finding) => finding.code)).toContain(code);
    const fix = broken.findings.find((finding) => finding.code === code)?.fix ?? "";
    const mended = await checkNginx(paste(fix), init);
    expect(mended.findings).toEqual([]);
  });
});
