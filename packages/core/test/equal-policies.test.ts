import { expect, test } from "vitest";
import { definePolicy, equalPolicies, type PolicyOptions } from "../src/index.ts";

const ORIGIN = "https://app.example.com";
const isTenant = (): boolean => true;
const rule = { test: isTenant };

interface Row {
  readonly title: string;
  readonly first: PolicyOptions;
  readonly second: PolicyOptions;
  readonly equal: boolean;
}

test.each<Row>([
  {
    title: "the same words",
    first: { origin: [ORIGIN] },
    second: { origin: [ORIGIN] },
    equal: true,
  },
  {
    title: "one and a list of one",
    first: { origin: ORIGIN },
    second: { origin: [ORIGIN] },
    equal: true,
  },
  {
    title: "defaults written out",
    first: { origin: "*" },
    second: { origin: "*", methods: "auto", allowedHeaders: ["Content-Type"], maxAge: 7200 },
    equal: true,
  },
  {
    title: "another origin",
    first: { origin: [ORIGIN] },
    second: { origin: ["https://b.test"] },
    equal: false,
  },
  {
    title: "one more origin",
    first: { origin: [ORIGIN] },
    second: { origin: [ORIGIN, "https://b.test"] },
    equal: false,
  },
  {
    title: "everybody and somebody",
    first: { origin: "*" },
    second: { origin: [ORIGIN] },
    equal: false,
  },
  {
    title: "another max age",
    first: { origin: "*" },
    second: { origin: "*", maxAge: 1 },
    equal: false,
  },
  {
    title: "other methods",
    first: { origin: "*", methods: ["PUT"] },
    second: { origin: "*" },
    equal: false,
  },
  {
    title: "credentials",
    first: { origin: [ORIGIN], credentials: true },
    second: { origin: [ORIGIN] },
    equal: false,
  },
  {
    title: "one enforced",
    first: { origin: "*" },
    second: { origin: "*", enforce: "off" },
    equal: false,
  },
  {
    title: "acceptFrom",
    first: { origin: "*", acceptFrom: ["null"] },
    second: { origin: "*" },
    equal: false,
  },
  {
    title: "a flag",
    first: { origin: [ORIGIN], dangerously: { allowNullOrigin: true } },
    second: { origin: [ORIGIN], dangerously: { allowInsecureOrigins: true } },
    equal: false,
  },
  {
    title: "the same flag",
    first: { origin: [ORIGIN], dangerously: { allowNullOrigin: true } },
    second: { origin: [ORIGIN], dangerously: { allowNullOrigin: true } },
    equal: true,
  },
  {
    title: "RegExps of one source",
    first: { origin: /^https:\/\/a\.example$/ },
    second: { origin: new RegExp("^https://a\\.example$") },
    equal: true,
  },
  {
    title: "RegExps of other flags",
    first: { origin: /^https:\/\/a\.example$/ },
    second: { origin: /^https:\/\/a\.example$/i },
    equal: false,
  },
  {
    title: "a RegExp and a literal",
    first: { origin: /^https:\/\/a\.example$/ },
    second: { origin: ["https://a.example"] },
    equal: false,
  },
  {
    title: "RegExps of other sources",
    first: { origin: /^https:\/\/a\.example$/ },
    second: { origin: /^https:\/\/b\.example$/ },
    equal: false,
  },
  {
    title: "a RegExp and a rule object that prints like it",
    first: { origin: /^https:\/\/a\.example$/ },
    second: { origin: { test: isTenant, toString: () => "/^https:\\/\\/a\\.example$/" } },
    equal: false,
  },
  {
    title: "acceptFrom nobody",
    first: { origin: "*", acceptFrom: [] },
    second: { origin: "*" },
    equal: true,
  },
  {
    title: "every header exposed, and a list of that",
    first: { origin: "*", exposedHeaders: "*" },
    second: { origin: "*", exposedHeaders: ["*"] },
    equal: true,
  },
  { title: "one function", first: { origin: isTenant }, second: { origin: isTenant }, equal: true },
  {
    title: "functions alike",
    first: { origin: isTenant },
    second: { origin: () => true },
    equal: false,
  },
  { title: "one rule object", first: { origin: rule }, second: { origin: rule }, equal: true },
  {
    title: "rule objects alike",
    first: { origin: rule },
    second: { origin: { ...rule } },
    equal: false,
  },
  {
    title: "a rule object and its function",
    first: { origin: rule },
    second: { origin: isTenant },
    equal: false,
  },
])("$title: $equal", ({ first, second, equal }) => {
  const policies = [definePolicy(first), definePolicy(second)] as const;
  expect(equalPolicies(policies[0], policies[1])).toBe(equal);
  expect(equalPolicies(policies[1], policies[0])).toBe(equal);
});

test("methods that a host filled in do not make a policy another one", () => {
  const policy = definePolicy({ origin: [ORIGIN] });
  expect(equalPolicies(policy, policy.forMethods(["DELETE"]))).toBe(true);
});
