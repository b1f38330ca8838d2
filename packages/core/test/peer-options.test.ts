import { expect, test } from "vitest";
import { checkPolicy, POLICY_OPTION_NAMES, reportUnknownOptions } from "../src/index.ts";
import { suggestOption } from "../src/peer-options.ts";

const origin = ["https://app.example.com"];

test.each([
  {
    option: "preflightContinue",
    library: "cors",
    value: true,
    answer: "OPTIONS requests that are no preflights reach the application",
  },
  {
    option: "optionsSuccessStatus",
    library: "cors",
    value: 200,
    answer: "preflights are answered with 204",
  },
  {
    option: "strictPreflight",
    library: "@fastify/cors",
    value: true,
    answer: "belongs to the application",
  },
  { option: "preflight", library: "@fastify/cors", value: false, answer: 'the policy "skip"' },
  {
    option: "hook",
    library: "@fastify/cors",
    value: "preHandler",
    answer: "before every other hook",
  },
  {
    option: "delegator",
    library: "@fastify/cors",
    value: () => {},
    answer: "that route's option `cors`",
  },
  {
    option: "hideOptionsRoute",
    library: "@fastify/cors",
    value: true,
    answer: "no OPTIONS route is added",
  },
  { option: "cacheControl", library: "@fastify/cors", value: 60, answer: "`maxAge`" },
  { option: "keepHeadersOnError", library: "@koa/cors", value: true, answer: "errors included" },
  {
    option: "privateNetworkAccess",
    library: "@koa/cors",
    value: true,
    answer: "no header opens it",
  },
  { option: "allowPrivateNetwork", library: "hapi", value: true, answer: "no header opens it" },
  { option: "secureContext", library: "@koa/cors", value: true, answer: "are not CORS" },
  { option: "dynamicOrigin", library: "sails", value: true, answer: "put it into `origin`" },
])("$option of $library is answered", ({ option, value, answer }) => {
  const [issue, ...others] = checkPolicy({ origin, [option]: value });
  expect(others).toEqual([]);
  expect(issue).toMatchObject({ code: "peer-option", path: [option], value, fix: undefined });
  expect(issue?.message).toMatch(new RegExp(`^"${option}" has no meaning here: `));
  expect(issue?.message).toContain(answer);
});

test.each([
  ["origins", "origin"],
  ["allowOrigin", "origin"],
  ["allowOrigins", "origin"],
  ["allowedOrigins", "origin"],
  ["allowMethods", "methods"],
  ["allowedMethods", "methods"],
  ["allowHeaders", "allowedHeaders"],
  ["requestHeaders", "allowedHeaders"],
  ["exposeHeaders", "exposedHeaders"],
  ["responseHeaders", "exposedHeaders"],
  ["allowCredentials", "credentials"],
  ["credential", "credentials"],
  ["supportsCredentials", "credentials"],
  // slips of the keyboard
  ["orgin", "origin"],
  ["oirgin", "origin"],
  ["ORIGIN", "origin"],
  ["maxage", "maxAge"],
  ["max_age", "maxAge"],
  ["exposedHeader", "exposedHeaders"],
  ["allowdHeaders", "allowedHeaders"],
  ["acceptFromm", "acceptFrom"],
  ["dangerous", "dangerously"],
])("%s: did you mean %s?", (option, meant) => {
  expect(suggestOption(option, POLICY_OPTION_NAMES)).toBe(meant);
});

test.each(["colour", "originate", "ma", "", "credentialledness", "xyzorigin", "x".repeat(40)])(
  "%j is like nothing",
  (option) => {
    expect(suggestOption(option, POLICY_OPTION_NAMES)).toBeUndefined();
  },
);

test("a name is only suggested where it is known", () => {
  expect(suggestOption("allowMethods", ["origin"])).toBeUndefined();
});

test("the nearest of two is meant", () => {
  expect(suggestOption("abcd", ["abxx", "abcx"])).toBe("abcx");
  expect(suggestOption("abc", ["abcde", "abcdef"])).toBe("abcde");
});

test("a host's own options are known beside a policy's", () => {
  const codes: string[] = [];
  reportUnknownOptions(
    { origin, prefix: "/api", hook: "onRequest", nam: 1 },
    ["origin", "prefix", "name"],
    ["cors"],
    (issue) => {
      codes.push(`${issue.path.join(".")} ${issue.code} ${issue.fix ?? ""}`);
    },
  );
  expect(codes).toEqual(["cors.hook peer-option ", "cors.nam unknown-option name"]);
});
