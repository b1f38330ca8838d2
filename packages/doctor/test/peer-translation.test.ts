import { compileFunction } from "node:vm";
import { checkPolicy } from "@corsage/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Peer, type Report, translatePeerOptions } from "../src/index.ts";

const subject = "cors.json";
const app = "https://app.example.com";

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
