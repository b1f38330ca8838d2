import { liveTransport } from "@corsage/browser/live";
import type { WalkInit } from "@corsage/browser";
import { describe, expect, test } from "vitest";
import { check } from "../src/check.ts";
import { exitCodeOf, type Report } from "../src/finding.ts";
import { pasteBefore } from "./pasted-fix.ts";
import { rows } from "./planted-faults.ts";
import { acao, put, type Row } from "./planted-row.ts";
import { type Answer, answerWith, app, type Parts, startServer } from "./planted-server.ts";

async function checkAnswers(answer: Answer, init: WalkInit = {}, send = false): Promise<Report> {
  const server = await startServer(answer);
  try {
    const transport = liveTransport({ timeout: 5000 });
    return await check(server.url, { origin: app, transport, init, send, stack: "express" });
  } finally {
    await server.close();
  }
}

const checkServer = (parts: Parts, init?: WalkInit, send?: boolean): Promise<Report> =>
  checkAnswers(answerWith(parts), init, send);

describe("check names what is wrong with a real server", () => {
  test.each(rows)("$title", async ({ parts, init, send, codes }) => {
    const report = await checkServer(parts, init, send);
    expect(report.findings.map((finding) => finding.code)).toEqual(codes);
    for (const finding of report.findings) expect(finding.evidence).not.toEqual([]);
  });
});

/** The server after somebody did what one printed fix says. */
async function mended({ parts, byHand }: Row, fix: string | undefined): Promise<Answer> {
  const answer = answerWith({ ...parts, ...byHand?.parts });
  return fix?.includes("app.use(") === true ? pasteBefore(answer, fix) : answer;
}

describe("what is found is mended by what is printed: every fix, each alone", () => {
  test.each(rows.filter(({ codes }) => codes.length > 0))("$title", async (row) => {
    const broken = await checkServer(row.parts, row.init, row.send);
    const fixes = [...new Set(broken.findings.map((finding) => finding.fix))];
    for (const fix of fixes) {
      // One server after the other: each has its own port, and the reports are compared whole.
      // oxlint-disable-next-line no-await-in-loop
      const twin = await checkAnswers(
        await mended(row, fix),
        row.byHand?.init ?? row.init,
        row.send,
      );
      expect(twin.findings).toEqual([]);
      expect(exitCodeOf(twin)).toBe(0);
    }
  });
});

describe("no fix takes away what another page relies on", () => {
  const parts: Parts = {
    preflight: () => [
      204,
      [
        ...acao,
        "access-control-allow-credentials",
        "true",
        "access-control-allow-methods",
        "GET, PUT",
        "access-control-allow-headers",
        "x-tenant",
      ],
    ],
    actual: () => [
      200,
      [
        ...acao,
        "access-control-allow-credentials",
        "true",
        "access-control-expose-headers",
        "x-total",
        "x-total",
        "3",
      ],
    ],
  };

  test.each<{ title: string; init: WalkInit }>([
    { title: "the method that was asked for", init: { method: "DELETE" } },
    { title: "a method that was granted", init: { method: "PUT" } },
    { title: "a header that was granted", init: { headers: { "x-tenant": "1" } } },
    { title: "credentials that were granted", init: { credentials: "include" } },
    { title: "a header that was exposed", init: {} },
  ])("$title", async ({ init }) => {
    const broken = await checkServer(parts, { method: "DELETE" });
    expect(broken.findings.map(({ code }) => code)).toEqual(["method-not-allowed"]);
    const [finding] = broken.findings;
    const twin = await checkAnswers(
      await pasteBefore(answerWith(parts), finding?.fix ?? ""),
      init,
      true,
    );
    expect(twin.findings).toEqual([]);
    expect(twin.outcome).toBe("readable");
  });
});

test("no fix is printed that would change nothing", async () => {
  const server = await startServer(
    answerWith({
      preflight: ({ headers }) => [
        headers.origin === app ? 200 : 400,
        [...(headers.origin === app ? acao : []), "access-control-allow-methods", "GET"],
      ],
    }),
  );
  const options = { origin: app, transport: liveTransport(), init: {}, send: false } as const;
  const forFastApi = await check(server.url, { ...options, stack: "fastapi" });
  const forSpring = await check(server.url, { ...options, stack: "spring" });
  await server.close();
  expect(forFastApi.findings.map(({ code, fix }) => [code, fix])).toEqual([
    ["lists-disclosed", undefined],
  ]);
  expect(forSpring.findings[0]?.fix).toContain("CorsConfiguration");
});

describe("check sends nothing that could change something", () => {
  test("twelve requests beside the walk, all safe, to the one host, and no redirect is followed", async () => {
    let strayed = 0;
    const elsewhere = await startServer((_, response) => {
      strayed += 1;
      response.end();
    });
    const seen: string[] = [];
    const parts: Parts = {
      preflight: ({ method, url }) => {
        seen.push(`${method} ${url}`);
        return [204, [...acao, "access-control-allow-methods", "PUT"]];
      },
      actual: ({ method, url }) => {
        seen.push(`${method} ${url}`);
        return [302, [...acao, "location", elsewhere.url]];
      },
    };
    await checkServer(parts, put);
    await elsewhere.close();
    expect(seen).toHaveLength(1 + 12);
    expect(seen.filter((line) => !/^(?:GET|OPTIONS) /.test(line))).toEqual([]);
    expect(new Set(seen.map((line) => line.split(" ")[1]))).toEqual(
      new Set(["/orders", "/orders/", "/", "/orders/corsage-probe-no-such-path"]),
    );
    expect(strayed).toBe(0);
  });

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
    expect(withheld.outcome).toBe("unsent");
    expect(exitCodeOf(withheld)).toBe(0);
    expect(methods).not.toContain("PUT");
    const sent = await checkServer(parts, put, true);
    expect(sent.outcome).toBe("readable");
    expect(methods.filter((method) => method === "PUT")).toHaveLength(1);
  });
});

describe("what the browser stops before it is sent is asked of no server", () => {
  test.each<{ title: string; url: string; origin: string; init: WalkInit; code: string }>([
    {
      title: "an https page, an http API",
      url: "http://api.example.com/",
      origin: "https://app.example.com",
      init: {},
      code: "mixed-content",
    },
    {
      title: "a method that no page can send",
      url: "https://api.example.com/",
      origin: "https://app.example.com",
      init: { method: "TRACE" },
      code: "request-mode",
    },
    {
      title: "a URL with a password inside",
      url: "https://u:p@api.example.com/",
      origin: "https://app.example.com",
      init: {},
      code: "request-mode",
    },
  ])("$title", async ({ url, origin, init, code }) => {
    let asked = 0;
    const report = await check(url, {
      origin,
      init,
      transport: () => {
        asked += 1;
        return Promise.reject(new Error("nobody is to be asked"));
      },
      send: true,
      stack: undefined,
    });
    expect(report.findings.map((finding) => finding.code)).toEqual([code]);
    expect(report.outcome).toBe("blocked");
    expect(exitCodeOf(report)).toBe(1);
    expect(asked).toBe(0);
  });
});
