import { compileFunction } from "node:vm";
import { checkPolicy, type OriginRule, parsePolicy } from "@corsage/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exitCodeOf, lint, type Peer, type Report, translatePeerOptions } from "../src/index.ts";
import { probePolicy } from "../src/probe.ts";

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

  describe("--probe", () => {
    const codesOf = async (rule: OriginRule): Promise<readonly string[]> => {
      const report = await lint({ origin: [rule] }, { subject, requests: [], probe: true });
      return (
        report.findings
          // Remarks on how a RegExp is written come from the policy itself.
          .filter(({ evidence }) => evidence.length > 0)
          .map(({ code }) => code)
      );
    };

    test.each<{ title: string; rule: OriginRule; codes: readonly string[] }>([
      {
        title: "a function that compares the end",
        rule: (origin) => origin.endsWith("example.com"),
        codes: ["origin-pattern-bypass", "scheme-not-compared"],
      },
      {
        title: "a function that compares the start",
        rule: (origin) => origin.startsWith("https://app.example.com"),
        codes: ["origin-pattern-bypass", "port-not-compared"],
      },
      {
        title: "a function that looks anywhere",
        rule: (origin) => origin.includes("example.com"),
        codes: ["origin-pattern-bypass", "scheme-not-compared", "port-not-compared"],
      },
      {
        title: "a function that lets in who is drawn by lot",
        rule: (origin) => origin.length % 2 === 0,
        codes: ["probe-allowed"],
      },
      {
        title: "everybody",
        rule: () => true,
        codes: ["probe-allowed"],
      },
      {
        title: "a function that answers with anything but true and false",
        rule: (): boolean => JSON.parse("1"),
        codes: ["probe-failed"],
      },
      {
        title: "a function that throws at strangers",
        rule: (origin) => {
          if (origin === app) return true;
          throw new Error("no such tenant");
        },
        codes: ["probe-failed"],
      },
      {
        title: "a test with the request that compares the end",
        rule: { test: (origin: string) => origin.endsWith("example.com") },
        codes: ["origin-pattern-bypass", "scheme-not-compared"],
      },
      {
        title: "a RegExp with a dot that stands for any character",
        rule: /^https:\/\/app.example\.com$/,
        codes: ["origin-pattern-bypass"],
      },
      { title: "a RegExp that is exact", rule: /^https:\/\/app\.example\.com$/, codes: [] },
      { title: "sub-domains", rule: /^https:\/\/[a-z0-9-]+\.example\.com$/, codes: [] },
      { title: "a pattern", rule: "https://*.example.com", codes: [] },
      { title: "a function that compares the whole", rule: (origin) => origin === app, codes: [] },
    ])("$title", async ({ rule, codes }) => expect(await codesOf(rule)).toEqual(codes));

    test("sound rules are never found to be open, whatever is drawn", async () => {
      const policy = parsePolicy({
        origin: [app, "https://*.shop.example", /^https:\/\/[a-z0-9-]+\.example\.com$/],
      });
      await fc.assert(
        fc.asyncProperty(
          fc.infiniteStream(fc.double({ min: 0, max: 0.999_999, noNaN: true })),
          async (draws) => {
            const findings = await probePolicy(policy, () => draws.next().value);
            expect(findings).toEqual([]);
          },
        ),
        { seed: 6, numRuns: 30 },
      );
    });

    test("at most five lines are shown of what is let in", async () => {
      const report = await lint({ origin: [() => true] }, { subject, requests: [], probe: true });
      expect(report.findings[0]?.evidence).toHaveLength(6);
      expect(report.findings[0]?.evidence.at(-1)).toMatch(/^and \d+ more$/);
    });
  });
});

/** The printed equivalent, as the options that it is once pasted. */
function printedOptions(report: Report): unknown {
  const section = report.details.find(({ title }) => title === "write instead");
  return compileFunction(`return (${section?.lines.join("\n")}\n);`)();
}

describe("translatePeerOptions", () => {
  const note = "peer-enforcement";
  test.each<{
    title: string;
    peer?: Peer;
    options: unknown;
    codes: readonly string[];
    printed: Readonly<Record<string, unknown>>;
  }>([
    {
      title: "a safe configuration moves over",
      options: { origin: [app], methods: "GET,PUT", allowedHeaders: ["X-Id"], maxAge: 600 },
      codes: [note],
      printed: { origin: [app], methods: ["GET", "PUT"], allowedHeaders: ["X-Id"], maxAge: 600 },
    },
    {
      title: "the defaults of cors are written out",
      options: { origin: app, maxAge: 600 },
      codes: ["peer-headers", "authorization-not-listed", note],
      printed: {
        origin: [app],
        methods: ["GET", "HEAD", "PUT", "PATCH", "POST", "DELETE"],
        allowedHeaders: "*",
        maxAge: 600,
      },
    },
    {
      title: "those of @fastify/cors are others",
      peer: "fastify",
      options: { origin: app, maxAge: 600, allowedHeaders: [] },
      codes: [note],
      printed: { origin: [app], methods: ["GET", "HEAD", "POST"], allowedHeaders: [], maxAge: 600 },
    },
    {
      title: "enableCors() has those of its platform",
      peer: "nest",
      options: { origin: app, maxAge: 600, allowedHeaders: [] },
      codes: ["peer-methods", note],
      printed: {
        origin: [app],
        methods: ["GET", "HEAD", "PUT", "PATCH", "POST", "DELETE"],
        allowedHeaders: [],
        maxAge: 600,
      },
    },
    {
      title: "no max age was 5 seconds",
      options: { origin: [app], methods: [], allowedHeaders: [] },
      codes: ["peer-max-age", note],
      printed: { origin: [app], methods: [], allowedHeaders: [] },
    },
    {
      title: "no origin was everybody",
      options: { methods: ["GET"], allowedHeaders: [], maxAge: 5 },
      codes: [note],
      printed: { origin: "*", methods: ["GET"], allowedHeaders: [], maxAge: 5 },
    },
    {
      title: "a reflected origin does not move over",
      options: { origin: true, credentials: true, methods: ["GET"], allowedHeaders: [], maxAge: 5 },
      codes: ["peer-origin", note],
      printed: {
        origin: [app],
        methods: ["GET"],
        allowedHeaders: [],
        maxAge: 5,
        credentials: true,
      },
    },
    {
      title: "nor does everybody with credentials",
      options: { credentials: true, methods: ["GET"], allowedHeaders: [], maxAge: 5 },
      codes: ["peer-origin", note],
      printed: {
        origin: [app],
        methods: ["GET"],
        allowedHeaders: [],
        maxAge: 5,
        credentials: true,
      },
    },
    {
      title: "what is needless is said to be",
      options: {
        origin: app,
        methods: ["GET"],
        allowedHeaders: [],
        maxAge: 5,
        optionsSuccessStatus: 200,
      },
      codes: ["peer-option-needless", note],
      printed: { origin: [app], methods: ["GET"], allowedHeaders: [], maxAge: 5 },
    },
    {
      title: "what is not known is left out",
      options: {
        origin: app,
        methods: ["GET"],
        allowedHeaders: [],
        maxAge: 5,
        preflightContinue: true,
      },
      codes: ["peer-option", note],
      printed: { origin: [app], methods: ["GET"], allowedHeaders: [], maxAge: 5 },
    },
    {
      title: "an origin with a slash is printed without it",
      options: { origin: `${app}/`, methods: ["GET"], allowedHeaders: [], maxAge: 5 },
      codes: ["origin-trailing-slash", note],
      printed: { origin: [app], methods: ["GET"], allowedHeaders: [], maxAge: 5 },
    },
    {
      title: "a max age that is a string becomes a number",
      options: { origin: app, methods: ["GET"], allowedHeaders: [], maxAge: "600" },
      codes: ["wrong-type", note],
      printed: { origin: [app], methods: ["GET"], allowedHeaders: [], maxAge: 600 },
    },
    {
      title: "a callback is rewritten by hand",
      options: {
        origin: (_: string, done: unknown) => done,
        methods: ["GET"],
        allowedHeaders: [],
        maxAge: 5,
      },
      codes: ["peer-origin", note],
      printed: { origin: [app], methods: ["GET"], allowedHeaders: [], maxAge: 5 },
    },
  ])("$title", ({ options, peer = "express", codes, printed }) => {
    const report = translatePeerOptions(options, peer, subject);
    expect(report.findings.map((finding) => finding.code)).toEqual(codes);
    expect(printedOptions(report)).toEqual(printed);
  });

  test("what is printed always starts, whatever was there", () => {
    const origin = fc.oneof(
      fc.constantFrom<unknown>(
        true,
        false,
        undefined,
        "*",
        "null",
        app,
        `${app}/`,
        "HTTPS://App.Example.com:443/x?y",
        "http://a.example,http://b.example",
        "",
        7,
        null,
      ),
      fc.constantFrom<unknown>(/example\.com$/, /^https:\/\/(a|b)\.example\.com$/, /.*/, /(a+)+$/),
      fc.array(
        fc.constantFrom<unknown>(
          app,
          `${app}/`,
          "*",
          /example\.com/,
          "null",
          "http://shop.test",
          "https://*.com",
          7,
        ),
      ),
    );
    const list = fc.oneof(
      fc.constantFrom<unknown>(
        undefined,
        "",
        "*",
        "GET, put ,TRACE",
        ["*"],
        ["GET", "patch"],
        ["a b"],
        7,
        null,
      ),
      fc.array(
        fc.constantFrom<unknown>("GET", "DELETE", "x-id", "cookie", "set-cookie", "*", "é", 7),
      ),
    );
    const options = fc.record(
      {
        origin,
        methods: list,
        allowedHeaders: list,
        exposedHeaders: list,
        credentials: fc.constantFrom<unknown>(true, false, "true", 1, null),
        maxAge: fc.constantFrom<unknown>(0, 600, 1_728_000, -1, "600", "1h", Number.NaN),
        preflightContinue: fc.boolean(),
        optionsSuccessStatus: fc.constant(200),
        strictPreflight: fc.boolean(),
        delegator: fc.constant(() => ({})),
        corsOrigin: fc.constant(app),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(options, fc.constantFrom<Peer>("express", "fastify", "nest"), (given, peer) => {
        const pasted = printedOptions(translatePeerOptions(given, peer, subject));
        const errors = checkPolicy(pasted).filter(({ severity }) => severity === "error");
        expect(errors).toEqual([]);
      }),
      { seed: 6, numRuns: 500 },
    );
  });
});
