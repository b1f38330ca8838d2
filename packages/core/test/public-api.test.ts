import { expect, test } from "vitest";
import * as api from "../src/index.ts";

test("what the package exports, by name", () => {
  expect(Object.keys(api).toSorted()).toEqual([
    "POLICY_OPTION_NAMES",
    "PolicyError",
    "USUAL_METHODS",
    "checkPolicy",
    "createIssue",
    "definePolicy",
    "describeDecision",
    "display",
    "equalPolicies",
    "forUnroutedPath",
    "formatIssue",
    "formatPath",
    "isExactOrigin",
    "isFields",
    "isForbiddenMethod",
    "isForbiddenRequestHeader",
    "isLoopbackHost",
    "isMethodToken",
    "isPolicy",
    "isSafeMethod",
    "isSafelistedMethod",
    "isSerializedOrigin",
    "isToken",
    "judge",
    "normalizeMethod",
    "parseFieldNames",
    "parsePolicy",
    "reportUnknownOptions",
  ]);
});
