import { type Asked, from, preflight } from "@corsage/wire";
import { beforeEach, describe, expect, test } from "vitest";
import { PLATFORMS, start } from "../platforms.ts";
import { createSampleModule } from "../sample-application.ts";
import { ran } from "../sample-controllers.ts";
import { APP, EVIL, HIDDEN, READ } from "../sample-policies.ts";

/** A write as a browser sends it from a page of another site. */
function crossSite(origin: string): Asked {
  return from(origin, "/plain/1", {
    method: "DELETE",
    headers: { "sec-fetch-site": "cross-site" },
  });
}

describe.each(PLATFORMS)("$platform", ({ platform }) => {
  beforeEach(() => void (ran.length = 0));

  test.each([
    {
      title: "preflights pass it",
      asked: preflight(APP, "DELETE", "/plain/1"),
      trustedOrigins: [],
      status: 204,
      cors: READ.module,
      hasRun: false,
    },
    {
      title: "it refuses what the policy allows, and the page can read that",
      asked: crossSite(APP),
      trustedOrigins: [],
      status: 403,
      cors: READ.module,
      hasRun: false,
    },
    {
      title: "what both list goes on",
      asked: crossSite(APP),
      trustedOrigins: [APP],
      status: 200,
      cors: READ.module,
      hasRun: true,
    },
    {
      title: "what it alone trusts is refused by the policy",
      asked: crossSite(EVIL),
      trustedOrigins: [EVIL],
      status: 403,
      cors: HIDDEN,
      hasRun: false,
    },
  ])("$title", async ({ asked, trustedOrigins, status, cors, hasRun }) => {
    const running = await start(platform, createSampleModule(), {
      main: (app) => app.enableCsrfProtection({ trustedOrigins }).useSecurityHeaders(),
    });
    try {
      const answer = await running.ask(asked);
      expect({ status: answer.status, cors: answer.cors }).toMatchObject({ status, cors });
      expect(ran.includes("plain.remove")).toBe(hasRun);
      // Its own headers stand beside ours, except where the layer has answered before them.
      const isFirst = status === 204 || cors === HIDDEN;
      expect(answer.headers["x-content-type-options"]).toBe(isFirst ? undefined : "nosniff");
    } finally {
      await running.close();
    }
  });
});
