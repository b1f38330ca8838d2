import { describe, expect, test } from "vitest";
import { exitCodeOf, lint, translatePeerOptions } from "../src/index.ts";

const subject = "cors.json";
const app = "https://app.example.com";

describe("lint", () => {
  test.each([
    { title: "a sound policy", value: { origin: [app] }, codes: [], exit: 0 },
    {
      title: "every error at once",
      value: { origin: "*", credentials: true, orgin: [] },
      codes: ["unknown-option", "wildcard-with-credentials"],
      exit: 1,
    },
    {
      title: "warnings do not fail",
      value: { origin: [app, app] },
      codes: ["origin-duplicate"],
      exit: 0,
    },
    { title: "what is no object", value: [app], codes: ["wrong-type"], exit: 1 },
  ])("$title", async ({ value, codes, exit }) => {
    const report = await lint(value, { subject, requests: [], probe: false });
    expect(report.findings.map((finding) => finding.code)).toEqual(codes);
    expect(exitCodeOf(report)).toBe(exit);
  });

  test("shows the decision about a request, headers and all", async () => {
    const requests = [{ method: "OPTIONS", origin: app, requestMethod: "PUT" }];
    const report = await lint({ origin: [app] }, { subject, requests, probe: false });
    expect(report.details.at(-1)).toEqual({
      title: `OPTIONS for PUT from ${app}`,
      lines: [
        `"${app}" is allowed, the method "PUT" is not; the browser stops here and names it. Add it to \`methods\`.`,
        "answered with 204",
        `access-control-allow-origin: ${app}`,
        "access-control-allow-methods: GET, HEAD, POST",
        "access-control-allow-headers: content-type",
        "access-control-max-age: 7200",
        "vary: Origin",
      ],
    });
  });

  test.each([
    {
      title: "a function that compares the end",
      rule: (origin: string) => origin.endsWith("app.example.com"),
      codes: ["probe-allowed"],
    },
    {
      title: "a function that answers with anything but true and false",
      rule: (): boolean => JSON.parse("1"),
      codes: ["probe-failed"],
    },
    {
      title: "a function that compares the whole",
      rule: (origin: string) => origin === app,
      codes: [],
    },
  ])("--probe: $title", async ({ rule, codes }) => {
    const report = await lint({ origin: [rule] }, { subject, requests: [], probe: true });
    expect([...new Set(report.findings.map((finding) => finding.code))]).toEqual(codes);
  });
});

describe("translatePeerOptions", () => {
  test.each([
    {
      title: "a safe configuration moves over",
      options: { origin: [app], methods: "GET,PUT", allowedHeaders: ["X-Id"] },
      codes: [],
      lines: [`  origin: ["${app}"],`, '  methods: ["GET", "PUT"],', '  allowedHeaders: ["X-Id"],'],
    },
    {
      title: "a reflected origin does not",
      options: { origin: true, credentials: true, allowedHeaders: [] },
      codes: ["peer-origin"],
      lines: [`  origin: ["${app}"],`],
    },
    {
      title: "what is needless is said to be",
      options: { origin: app, allowedHeaders: [], optionsSuccessStatus: 200 },
      codes: ["peer-option-needless"],
      lines: [`  origin: ["${app}"],`],
    },
    {
      title: "a callback is rewritten by hand",
      options: { origin: (_: string, done: unknown) => done, allowedHeaders: [] },
      codes: ["peer-origin"],
      lines: [],
    },
    {
      title: "mirrored headers are spoken of",
      options: { origin: app },
      codes: ["peer-headers", "authorization-not-listed"],
      lines: ['  allowedHeaders: "*",'],
    },
  ])("$title", ({ options, codes, lines }) => {
    const report = translatePeerOptions(options, "express", subject);
    expect(report.findings.map((finding) => finding.code)).toEqual(codes);
    expect(report.details[0]?.lines).toEqual(expect.arrayContaining(lines));
  });
});
