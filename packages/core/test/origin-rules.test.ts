import fc from "fast-check";
import { expect, test } from "vitest";
import {
  checkPolicy,
  type CorsRequest,
  definePolicy,
  type OriginRule,
  parsePolicy,
  type Policy,
  type PolicyOptions,
} from "../src/index.ts";
import { exactOrigins, originsNear, patterns } from "./origin-samples.ts";

const isTenant = (origin: string): boolean => origin.endsWith("b");
const REGEXP = /^https:\/\/a\.[a-z]+$/;

const rules: fc.Arbitrary<readonly OriginRule[]> = fc.uniqueArray(
  fc.oneof(
    { weight: 4, arbitrary: fc.oneof(exactOrigins, patterns) },
    { weight: 1, arbitrary: fc.constantFrom<OriginRule>(isTenant, REGEXP, "null") },
  ),
  { minLength: 1, maxLength: 6 },
);

const options: fc.Arbitrary<PolicyOptions> = fc.record(
  {
    origin: fc.oneof(rules, fc.constant("*" as const), exactOrigins),
    methods: fc.constantFrom<PolicyOptions["methods"]>("auto", ["PUT"], ["get", "PATCH"], []),
    allowedHeaders: fc.constantFrom<PolicyOptions["allowedHeaders"]>("*", ["X-A", "accept"], []),
    exposedHeaders: fc.constantFrom<PolicyOptions["exposedHeaders"]>("*", ["X-B", "ETag"], []),
    maxAge: fc.constantFrom(0, 600, 86_400),
    enforce: fc.constantFrom<PolicyOptions["enforce"]>("unsafe-methods", "report", "off"),
    acceptFrom: fc.oneof(fc.constant([]), rules),
    originTimeout: fc.constantFrom(1, 2000),
    dangerously: fc.constant({ allowNullOrigin: true as const }),
  },
  { requiredKeys: ["origin", "dangerously"] },
);

const origins = fc.oneof(
  exactOrigins,
  patterns.chain(originsNear),
  fc.constantFrom("null", "", "https://a.b"),
);

const requests: fc.Arbitrary<CorsRequest> = fc.record(
  {
    method: fc.constantFrom("GET", "POST", "PUT", "PATCH", "OPTIONS", "CONNECT"),
    origin: origins,
    requestMethod: fc.constantFrom("PUT", "PATCH", "get"),
    requestHeaders: fc.constantFrom("x-a", "x-a,authorization"),
    fetchSite: fc.constantFrom("cross-site", "same-origin"),
    upgrade: fc.boolean(),
  },
  { requiredKeys: ["method"] },
);

function decisions(policy: Policy, asked: readonly CorsRequest[]): readonly unknown[] {
  return asked.map((request) => policy.decide(request));
}

const cases = fc.tuple(options, fc.array(requests, { minLength: 1, maxLength: 8 }));

test("a policy's options define the same policy, and its options are its own", () => {
  fc.assert(
    fc.property(cases, ([given, asked]) => {
      const policy = definePolicy(given);
      const again = definePolicy(policy.options);
      expect(again.options).toStrictEqual(policy.options);
      expect(again.async).toBe(policy.async);
      expect(decisions(again, asked)).toStrictEqual(decisions(policy, asked));
    }),
  );
});

test("extending by nothing, or by what a policy has, changes nothing", () => {
  fc.assert(
    fc.property(cases, ([given, asked]) => {
      const policy = definePolicy(given);
      expect(decisions(policy.extend({}), asked)).toStrictEqual(decisions(policy, asked));
      expect(
        decisions(policy.extend({ maxAge: undefined, enforce: undefined }), asked),
      ).toStrictEqual(decisions(policy, asked));
      expect(decisions(policy.extend(policy.options), asked)).toStrictEqual(
        decisions(policy, asked),
      );
    }),
  );
});

test("extending is defining anew with the option replaced", () => {
  fc.assert(
    fc.property(cases, fc.constantFrom(0, 600), rules, ([given, asked], maxAge, origin) => {
      const extended = definePolicy(given).extend({ maxAge, origin });
      expect(decisions(extended, asked)).toStrictEqual(
        decisions(parsePolicy({ ...given, maxAge, origin }), asked),
      );
    }),
  );
});

test("routed methods are the methods of an explicit list", () => {
  const methods = fc.uniqueArray(fc.constantFrom("GET", "PUT", "PATCH", "DELETE", "TRACE"));
  fc.assert(
    fc.property(cases, methods, ([given, asked], routed) => {
      const policy = parsePolicy({ ...given, methods: "auto" });
      const explicit = parsePolicy({
        ...given,
        methods: routed.filter((method) => method !== "TRACE"),
      });
      expect(decisions(policy.forMethods(routed), asked)).toStrictEqual(decisions(explicit, asked));
    }),
  );
});

test("explicit methods stay, whatever is routed", () => {
  const policy = definePolicy({ origin: "*", methods: ["PUT"] });
  expect(policy.forMethods(["DELETE"])).toBe(policy);
});

test("what is shared is not checked again: a policy of a hundred thousand origins is extended at once", () => {
  const origin = Array.from({ length: 100_000 }, (_, index) => `https://a${index}.example.com`);
  const policy = definePolicy({ origin });
  const extended = policy.extend({ maxAge: 600 });
  expect(extended.options.origin).toBe(policy.options.origin);
  expect(policy.forMethods(["PUT"]).options.origin).toBe(policy.options.origin);
});

test("who swallows whom is told of lists that a person wrote", () => {
  const list = Array.from({ length: 9999 }, (_, index) => `https://a${index}.example.com`);
  const codes = (origin: readonly string[]): ReadonlySet<string> =>
    new Set(checkPolicy({ origin }).map(({ code }) => code));
  expect(codes(["https://*.example.com", ...list])).toEqual(new Set(["origin-swallowed"]));
  expect(codes(["https://*.example.com", ...list, "https://b.test"])).toEqual(new Set());
});

test("warnings of what is shared are told again", () => {
  const policy = definePolicy({ origin: ["https://*.example.com", "https://a.example.com"] });
  expect(policy.warnings.map(({ code }) => code)).toEqual(["origin-swallowed"]);
  expect(policy.extend({ maxAge: 600 }).warnings).toEqual(policy.warnings);
  expect(checkPolicy(policy)).toBe(policy.warnings);
});

test("warnings of what was left out are not told again", () => {
  const policy = definePolicy({ origin: ["https://a.test", "https://a.test", "https://b.test"] });
  expect(policy.warnings.map(({ code }) => code)).toEqual(["origin-duplicate"]);
  expect(policy.extend({ maxAge: 600 }).warnings).toEqual([]);
});

test("what is listed twice and covered besides is told of at its first place", () => {
  const issues = checkPolicy({
    origin: ["https://a.b.test", "https://*.b.test", "https://a.b.test"],
  });
  expect(issues.map(({ code, path }) => [code, path])).toEqual([
    ["origin-duplicate", ["origin", 2]],
    ["origin-swallowed", ["origin", 0]],
  ]);
});

test("what was fine without credentials is looked at again with them", () => {
  const policy = definePolicy({ origin: ["http://app.example.com", "https://*.github.io"] });
  const codes = checkPolicy({ ...policy.options, credentials: true }).map(({ code }) => code);
  expect(codes).toEqual(["insecure-origin-with-credentials", "public-suffix-with-credentials"]);
  expect(() => policy.extend({ credentials: true })).toThrow("not encrypted");
});

test.each(["allowInsecureOrigins", "allowPublicSuffixOrigins", "allowNullOrigin"] as const)(
  "what %s opened is closed again without it",
  (flag) => {
    const literal = {
      allowInsecureOrigins: "http://a.example",
      allowPublicSuffixOrigins: "https://*.com",
      allowNullOrigin: "null",
    }[flag];
    const credentials = flag !== "allowNullOrigin";
    const policy = definePolicy({ origin: [literal], credentials, dangerously: { [flag]: true } });
    expect(policy.warnings).toEqual([]);
    expect(() => policy.extend({ dangerously: {} })).toThrow("one error");
  },
);

test("what may send is not thereby allowed to read", () => {
  const policy = definePolicy({ origin: "*", acceptFrom: ["null"] });
  const accepted = policy.options.acceptFrom ?? [];
  expect(checkPolicy({ origin: accepted }).map(({ code }) => code)).toEqual(["null-origin"]);
});
