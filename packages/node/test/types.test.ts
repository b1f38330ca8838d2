import { expect, test } from "vitest";
import { cors } from "../src/index.ts";

test("what the compiler rejects, start-up rejects too", () => {
  // @ts-expect-error -- any origin with credentials
  expect(() => cors({ origin: "*", credentials: true })).toThrow("wildcard-with-credentials");
  // @ts-expect-error -- the origin reflected
  expect(() => cors({ origin: true })).toThrow("origin");
  // @ts-expect-error -- who may read has no default
  expect(() => cors({})).toThrow("origin-missing");
  // @ts-expect-error -- another library's option
  expect(() => cors({ origin: "*", preflightContinue: true })).toThrow("peer-option");
  expect(() => cors({ origin: "*", policy: false })).toThrow("policy-and-options");
});
