import fc from "fast-check";
import { expect, test } from "vitest";
import { isExactOrigin } from "../src/index.ts";
import { formatOriginPattern, parseOriginPattern, sampleOrigins } from "../src/origin-pattern.ts";
import { covers } from "./origin-oracle.ts";
import { fieldValues, patterns } from "./origin-samples.ts";

test.each([
  {
    text: "https://*.example.com",
    scheme: "https",
    suffix: "example.com",
    labels: [{ before: "", after: "" }],
    deeper: false,
    port: "",
  },
  {
    text: "https://**.example.com:*",
    scheme: "https",
    suffix: "example.com",
    labels: [],
    deeper: true,
    port: "*",
  },
  {
    text: "https://**.preview-*.a.*x.example.com:8443",
    scheme: "https",
    suffix: "example.com",
    labels: [{ before: "", after: "x" }, "a", { before: "preview-", after: "" }],
    deeper: true,
    port: "8443",
  },
  {
    text: "http://localhost:*",
    scheme: "http",
    suffix: "localhost",
    labels: [],
    deeper: false,
    port: "*",
  },
  {
    text: "http://127.0.0.1:*",
    scheme: "http",
    suffix: "127.0.0.1",
    labels: [],
    deeper: false,
    port: "*",
  },
  { text: "http://[::1]:*", scheme: "http", suffix: "[::1]", labels: [], deeper: false, port: "*" },
  {
    text: "chrome-extension://*",
    scheme: "chrome-extension",
    suffix: "",
    labels: [],
    deeper: false,
    port: "*",
  },
  {
    text: "app://*.host",
    scheme: "app",
    suffix: "host",
    labels: [{ before: "", after: "" }],
    deeper: false,
    port: "",
  },
  {
    text: "https://*.example.com.",
    scheme: "https",
    suffix: "example.com.",
    labels: [{ before: "", after: "" }],
    deeper: false,
    port: "",
  },
  {
    text: "https://*.1a.example",
    scheme: "https",
    suffix: "1a.example",
    labels: [{ before: "", after: "" }],
    deeper: false,
    port: "",
  },
])("$text", ({ text, ...pattern }) => {
  const parsed = parseOriginPattern(text);
  expect(parsed).toEqual(pattern);
  expect(parsed && formatOriginPattern(parsed)).toBe(text);
  for (const origin of parsed ? sampleOrigins(parsed) : [])
    expect([origin, covers(text, origin)]).toEqual([origin, true]);
});

test.each([
  "",
  "*",
  "https://a.b",
  "http://*",
  "https://*",
  "https://*:*",
  "https://**",
  "http://**.",
  "https://*.",
  "https://*.*",
  "https://a.*",
  "https://*.a.*",
  "https://a.**.b",
  "https://**a.b",
  "https://a**.b",
  "https://***.b",
  "https://*a*.b",
  "https://*.b:",
  "https://*.b:0",
  "https://*.b:443",
  "https://*.b:8*",
  "https://*.b:**",
  "https://*.b/",
  "https://*.b?",
  "https://*..b",
  "https://.*.b",
  "https://*.B",
  "https://*.é",
  "HTTPS://*.b",
  "1a://*.b",
  "https://*.127.0.0.1",
  "https://*.1",
  "https://[*]:1",
  "https://[::*]",
  "https://a@*.b",
  "*://a.b",
  "h*://a.b",
  "wss://*.b",
  "ws://*.b",
  "file://*",
  "file://*.b",
  "app://*:*",
  "app://**",
  "https://*.[::1]",
  "https://a.b:*:*",
  "https://*.b\n",
  " https://*.b",
  "http://127.1:*",
  "http://[0::1]:*",
  `https://*.${"a".repeat(62)}xx.b`,
  `https://**.${"ab.".repeat(83)}abc`,
])("%j is no pattern", (text) => {
  expect(parseOriginPattern(text)).toBeUndefined();
});

test("a pattern is written as it was read", () => {
  fc.assert(
    fc.property(patterns, (text) => {
      const pattern = parseOriginPattern(text);
      expect(pattern && formatOriginPattern(pattern)).toBe(text);
    }),
  );
});

test("whatever is read as a pattern is one: it is written as it was, and covers its samples", () => {
  fc.assert(
    fc.property(
      fieldValues.filter((text) => text.includes("*")),
      (text) => {
        const pattern = parseOriginPattern(text);
        if (pattern === undefined) return;
        expect(formatOriginPattern(pattern)).toBe(text);
        for (const origin of sampleOrigins(pattern))
          expect([origin, covers(text, origin)]).toEqual([origin, true]);
      },
    ),
  );
});

test("samples tell a pattern from those that cover less", () => {
  const samples = (text: string): readonly string[] => {
    const pattern = parseOriginPattern(text);
    return pattern === undefined ? [] : [...sampleOrigins(pattern)];
  };
  const coversAll = (by: string, text: string): boolean =>
    samples(text).every((origin) => covers(by, origin));
  expect(coversAll("https://*.b", "https://**.b")).toBe(false);
  expect(coversAll("https://**.b", "https://*.b")).toBe(true);
  expect(coversAll("https://*.b", "https://*.b:*")).toBe(false);
  expect(coversAll("https://*.b:81", "https://*.b:*")).toBe(false);
  expect(coversAll("https://*.b:*", "https://*.b")).toBe(true);
  expect(coversAll("https://q*.b", "https://*.b")).toBe(false);
  expect(coversAll("https://*7.b", "https://*.b")).toBe(false);
  expect(coversAll("https://*.*.b", "https://**.b")).toBe(false);
  expect(coversAll("https://**.*.b", "https://**.b")).toBe(false);
  expect(coversAll("https://q7.b", "https://*.b")).toBe(false);
});

test.each([
  "https://a.b",
  "http://127.0.0.1:3000",
  "https://[::1]",
  "app://a",
  "app://127.1",
  "app://[0::1]",
  "https://xn--bcher-kva.example",
  "https://a_b.c",
  "https://1.a",
  "file-app://x",
  "wsx://a",
])("%s is an exact origin", (text) => {
  expect(isExactOrigin(text)).toBe(true);
});

test.each(["https://xn--bcher-kva.example", "https://xn--a.b"])(
  "%s is an exact origin, whether or not its punycode decodes: runtimes disagree on that",
  (text) => {
    expect(isExactOrigin(text)).toBe(true);
  },
);

test.each([
  "https://127.1",
  "http://0x7f.0.0.1",
  "https://1.2.3.4.5",
  "https://256.0.0.1",
  "https://[::0:1]",
  "https://[1::2::3]",
  "file://a",
  "ws://a",
  "wss://a.b",
  "https://*.b",
  "null",
  "*",
  "https://a.b/",
])("%s is no exact origin", (text) => {
  expect(isExactOrigin(text)).toBe(false);
});
