import { describe, expect, test } from "vitest";
import { isForbiddenMethod, isSafelistedMethod, normaliseMethod } from "../src/method.ts";

describe("normaliseMethod", () => {
  test.each([
    { given: "delete", method: "DELETE" },
    { given: "get", method: "GET" },
    { given: "hEAD", method: "HEAD" },
    { given: "options", method: "OPTIONS" },
    { given: "post", method: "POST" },
    { given: "put", method: "PUT" },
    { given: "patch", method: "patch" },
    { given: "Patch", method: "Patch" },
    { given: "chicken", method: "chicken" },
  ])("makes $given $method", ({ given, method }) => {
    expect(normaliseMethod(given)).toBe(method);
  });
});

test.each(["CONNECT", "trace", "Track"])("%s is forbidden in any case", (method) => {
  expect(isForbiddenMethod(method)).toBe(true);
});

test.each([
  { method: "GET", safelisted: true },
  { method: "HEAD", safelisted: true },
  { method: "POST", safelisted: true },
  { method: "get", safelisted: false },
  { method: "PUT", safelisted: false },
  { method: "OPTIONS", safelisted: false },
])("$method: safelisted is $safelisted", ({ method, safelisted }) => {
  expect(isSafelistedMethod(method)).toBe(safelisted);
});
