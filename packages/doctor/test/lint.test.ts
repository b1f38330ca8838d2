import { type OriginRule, parsePolicy } from "@corsage/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exitCodeOf, lint } from "../src/index.ts";
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
