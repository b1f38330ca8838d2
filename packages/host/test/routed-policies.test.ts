import { definePolicy, type PolicyOptions } from "@corsage/core";
import { expect, test } from "vitest";
import { RoutedPolicies } from "../src/routed-policies.ts";

const APP = "https://app.example.com";
const isTenant = (): boolean => true;

const rows: readonly {
  readonly title: string;
  readonly first: PolicyOptions;
  readonly second: PolicyOptions;
  readonly alike: boolean;
}[] = [
  {
    title: "one and a list of one",
    first: { origin: APP },
    second: { origin: [APP] },
    alike: true,
  },
  {
    title: "the same function",
    first: { origin: isTenant },
    second: { origin: isTenant },
    alike: true,
  },
  {
    title: "two functions",
    first: { origin: isTenant },
    second: { origin: () => true },
    alike: false,
  },
  {
    title: "RegExps of one source",
    first: { origin: [/^https:\/\/a\.example$/] },
    second: { origin: [/^https:\/\/a\.example$/] },
    alike: true,
  },
  {
    title: "lists that differ in the middle",
    first: { origin: [APP, "https://b.example", "https://z.example"] },
    second: { origin: [APP, "https://c.example", "https://z.example"] },
    alike: false,
  },
  {
    title: "another list of headers",
    first: { origin: APP },
    second: { origin: APP, allowedHeaders: ["x-a"] },
    alike: false,
  },
  {
    title: "another enforcement",
    first: { origin: APP },
    second: { origin: APP, enforce: "off" },
    alike: false,
  },
];

test.each(rows)("$title: alike $alike", ({ first, second, alike }) => {
  const policies = new RoutedPolicies();
  const one = definePolicy(first);
  const other = definePolicy(second);
  expect(policies.representative(one)).toBe(one);
  expect(policies.representative(other)).toBe(alike ? one : other);
});

test("the methods of a path are filled in once", () => {
  const policies = new RoutedPolicies();
  const policy = definePolicy({ origin: APP });
  const filled = policies.forMethods(policy, ["GET", "PUT"]);
  expect(policies.forMethods(policy, ["GET", "PUT"])).toBe(filled);
  expect(policies.forMethods(policy, ["GET"])).not.toBe(filled);
});
