import fc from "fast-check";
import { expect, test } from "vitest";
import {
  checkPolicy,
  definePolicy,
  formatIssue,
  formatPath,
  isPolicy,
  parsePolicy,
  PolicyError,
} from "../src/index.ts";

const FAULTY = {
  origin: ["https://app.example.com/", "http://api.example.com", 7],
  credentials: true,
  methods: ["GET", "TRACE"],
  exposedHeaders: ["Set-Cookie"],
  maxAge: -1,
  hook: "onRequest",
  allowedHeaders: ["accept"],
};

const CODES = [
  "peer-option",
  "origin-trailing-slash",
  "insecure-origin-with-credentials",
  "wrong-type",
  "method-forbidden",
  "header-safelisted",
  "header-set-cookie",
  "max-age-invalid",
];

test("every fault is told at once, errors and warnings, in the order of the options' meaning", () => {
  expect(checkPolicy(FAULTY).map(({ code }) => code)).toEqual(CODES);
  expect(thrownBy(FAULTY).issues.map(({ code }) => code)).toEqual(CODES);
});

test("the error's message has every error, no warning, and where to read on", () => {
  const { message, name } = thrownBy(FAULTY);
  expect(name).toBe("PolicyError");
  expect(message).toMatch(
    /^These CORS options cannot be used \(7 errors\):\n\n {2}hook: "hook" has no meaning here/,
  );
  expect(message).toContain(
    `\n  origin[0]: "https://app.example.com/" ends in a slash; browsers send none, so it never matches.\n    write: "https://app.example.com"\n    about: docs/issues.md#origin-trailing-slash\n`,
  );
  expect(message).not.toContain("accept");
  expect(thrownBy({}).message).toContain("(one error)");
});

test("the error's message, whole", () => {
  expect(thrownBy({ origin: "*", methods: ["TRACE"], maxAge: 86401 }).message).toBe(
    `These CORS options cannot be used (2 errors):

  methods[0]: "TRACE" is forbidden: no browser lets a page send it.
    about: docs/issues.md#method-forbidden

  maxAge: 86401 seconds is more than any browser honours (Firefox 86400, Chromium 7200, WebKit 600).
    write: 86400
    about: docs/issues.md#max-age-too-long
`,
  );
});

test("where credentials are neither true nor false, what credentials forbid is told too", () => {
  const options = { origin: ["http://app.example.com", "null"], credentials: "yes" };
  expect(checkPolicy(options).map(({ code }) => code)).toEqual([
    "wrong-type",
    "insecure-origin-with-credentials",
    "null-origin-with-credentials",
  ]);
});

test.each([
  { title: "an http origin of this machine", options: { origin: ["http://localhost"] } },
  { title: "an http origin of this machine, port", options: { origin: ["http://localhost:3000"] } },
  { title: "an http address of this machine", options: { origin: ["http://[::1]:3000"] } },
  { title: "an http pattern of this machine", options: { origin: ["http://127.0.0.1:*"] } },
  { title: "the host of a public suffix itself", options: { origin: ["https://github.io"] } },
  { title: "a public suffix itself, any port", options: { origin: ["https://github.io:*"] } },
  { title: "a minute for a rule", options: { origin: () => true, originTimeout: 60_000 } },
])("in order with credentials: $title", ({ options }) => {
  expect(checkPolicy({ ...options, credentials: true })).toEqual([]);
});

function thrownBy(options: unknown): PolicyError {
  try {
    parsePolicy(options);
  } catch (error) {
    if (error instanceof PolicyError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

test.each([
  { path: [], text: "options" },
  { path: ["origin"], text: "origin" },
  { path: ["origin", 0], text: "origin[0]" },
  { path: ["paths", 2, "policy", "origin", 0], text: "paths[2].policy.origin[0]" },
])("$path is told as $text", ({ path, text }) => {
  expect(formatPath(path)).toBe(text);
});

test("an issue without a fix has no line for one", () => {
  const [issue] = checkPolicy({ origin: "*", methods: ["TRACE"] });
  expect(issue && formatIssue(issue)).toBe(
    `\n  methods[0]: "TRACE" is forbidden: no browser lets a page send it.\n    about: docs/issues.md#method-forbidden\n`,
  );
});

test("issues and policies are frozen, and so is what they hold", () => {
  const [issue] = checkPolicy({});
  expect(Object.isFrozen(issue) && Object.isFrozen(issue?.path)).toBe(true);
  const policy = definePolicy({
    origin: ["https://a.example"],
    methods: ["PUT"],
    exposedHeaders: ["x"],
    acceptFrom: ["null"],
  });
  for (const held of [policy, policy.options, policy.warnings, ...Object.values(policy.options)]) {
    expect(Object.isFrozen(held)).toBe(true);
  }
});

test("a policy is not touched by what becomes of the options", () => {
  const origin = ["https://a.example"];
  const methods = ["PUT"];
  const policy = definePolicy({ origin, methods });
  origin.push("https://evil.example");
  methods.push("DELETE");
  expect(policy.options).toMatchObject({ origin: ["https://a.example"], methods: ["PUT"] });
  expect(policy.decide({ method: "GET", origin: "https://evil.example" })).toMatchObject({
    allowed: false,
  });
});

test("a policy is given back as it is, and nothing else passes for one", () => {
  const policy = definePolicy({ origin: "*" });
  expect(parsePolicy(policy)).toBe(policy);
  expect(isPolicy(policy)).toBe(true);
  for (const other of [
    null,
    undefined,
    "policy",
    {},
    { ...policy },
    JSON.parse(JSON.stringify(policy)),
    () => policy,
  ]) {
    expect(isPolicy(other)).toBe(false);
  }
});

test("warnings do not stop a start; they are kept", () => {
  const policy = definePolicy({ origin: ["https://a.example", "https://a.example"], maxAge: 8000 });
  expect(policy.warnings.map(({ code }) => code)).toEqual([
    "origin-duplicate",
    "max-age-over-chromium",
  ]);
  expect(policy.options.origin).toEqual(["https://a.example"]);
});

test("canonical options have every default in them", () => {
  expect(definePolicy({ origin: "https://a.example" }).options).toStrictEqual({
    origin: ["https://a.example"],
    credentials: false,
    methods: "auto",
    allowedHeaders: ["content-type"],
    exposedHeaders: [],
    maxAge: 7200,
    enforce: "unsafe-methods",
    originTimeout: 2000,
  });
  expect(
    definePolicy({
      origin: ["https://a.example"],
      credentials: true,
      acceptFrom: ["null"],
      dangerously: { allowInsecureOrigins: true, allowNullOrigin: true },
    }).options,
  ).toStrictEqual({
    origin: ["https://a.example"],
    credentials: true,
    methods: "auto",
    allowedHeaders: ["content-type"],
    exposedHeaders: [],
    maxAge: 7200,
    enforce: "unsafe-methods",
    originTimeout: 2000,
    acceptFrom: ["null"],
    dangerously: { allowInsecureOrigins: true, allowNullOrigin: true },
  });
});

const OPTION_NAMES = [
  "origin",
  "methods",
  "allowedHeaders",
  "exposedHeaders",
  "credentials",
  "maxAge",
  "enforce",
  "acceptFrom",
  "originTimeout",
  "dangerously",
  "hook",
];
const UGLY: readonly unknown[] = [
  null,
  0,
  -0,
  Number.NaN,
  1n,
  "",
  "*",
  "null",
  "\0",
  "\uD800",
  [],
  [[]],
  {},
  Symbol("s"),
  () => true,
  /(?:)/,
  new Date(Number.NaN),
  Object.create(null),
  new Map(),
  { toString: 1 },
  [undefined],
  { test: 1 },
  {
    toJSON: () => {
      throw new Error("no JSON");
    },
  },
  "https://" + "*".repeat(5000),
  "https://a:" + "9".repeat(5000),
];
const CYCLE: unknown[] = [];
CYCLE.push(CYCLE);

test("checking never throws and says why in one bounded line, whatever it is given", () => {
  const values = fc.oneof(
    fc.constantFrom(...UGLY, CYCLE),
    fc.anything(),
    fc.array(fc.string(), { maxLength: 4 }),
  );
  const options = fc.oneof(
    values,
    fc.dictionary(fc.constantFrom(...OPTION_NAMES), values, { maxKeys: 4 }),
  );
  fc.assert(
    fc.property(options, (given) => {
      for (const issue of checkPolicy(given)) {
        expect(issue.message).not.toMatch(/[\n\r\u2028]/);
        expect(issue.message.length).toBeLessThan(600);
      }
    }),
  );
});
