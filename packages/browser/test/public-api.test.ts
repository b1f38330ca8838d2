import { expect, test } from "vitest";
import * as api from "../src/index.ts";
import * as live from "../src/live.ts";

test("the exported names are these", () => {
  expect(Object.keys(api).toSorted()).toEqual([
    "clauses",
    "createBrowser",
    "createPreflightCache",
    "engineNames",
    "injectTransport",
    "policyTransport",
  ]);
  expect(Object.keys(live)).toEqual(["liveTransport"]);
});
