import type { WalkInit } from "@corsage/browser";
import { liveTransport } from "@corsage/browser/live";
import { describe, expect, test } from "vitest";
import { check } from "../src/check.ts";
import type { Report } from "../src/finding.ts";
import { hasNginx, type NginxConfiguration, startNginx } from "./nginx-server.ts";

const origin = "https://app.example.test";
const put: WalkInit = { method: "PUT" };

const location = (lines: string): string => `location / {\n${lines}\nreturn 200 "[]";\n}`;

interface Row {
  title: string;
  configuration: NginxConfiguration;
  init: WalkInit;
  code: string;
}

const rows: readonly Row[] = [
  {
    title: "no header at all",
    configuration: { http: "", server: location("") },
    init: {},
    code: "acao-missing",
  },
  {
    title: "OPTIONS is answered with 405",
    configuration: {
      http: "",
      server: `location / {\nif ($request_method = OPTIONS) { return 405; }\nreturn 200 "[]";\n}`,
    },
    init: put,
    code: "preflight-404-405",
  },
  {
    title: "the preflight is asked to log in",
    configuration: {
      http: "",
      server: `location / {\nif ($http_authorization = "") { return 401; }\nreturn 200 "[]";\n}`,
    },
    init: put,
    code: "preflight-not-ok-auth",
  },
  {
    title: "whatever origin asks is reflected, with credentials",
    configuration: {
      http: "",
      server: location(
        "add_header Access-Control-Allow-Origin $http_origin always;\nadd_header Access-Control-Allow-Credentials true always;",
      ),
    },
    init: {},
    code: "origin-reflected-with-credentials",
  },
  {
    title: "an add_header in the location drops the inherited ones",
    configuration: {
      http: "",
      server: `add_header Access-Control-Allow-Origin "${origin}" always;\n${location("add_header X-Frame-Options DENY;")}`,
    },
    init: {},
    code: "acao-missing",
  },
];

async function checkNginx(configuration: NginxConfiguration, init: WalkInit): Promise<Report> {
  const { url, close } = await startNginx(configuration);
  try {
    return await check(url, {
      origin,
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
  test.each(rows)("$title", async ({ configuration, init, code }) => {
    const broken = await checkNginx(configuration, init);
    expect(broken.findings.map((finding) => finding.code)).toContain(code);
    const fix = broken.findings.find((finding) => finding.code === code)?.fix ?? "";
    const mended = await checkNginx(paste(fix), init);
    expect(mended.findings).toEqual([]);
  });
});
