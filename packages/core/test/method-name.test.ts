import { expect, test } from "vitest";
import {
  isMethodToken,
  isSafelistedMethod,
  isSafeMethod,
  normalizeMethod,
  USUAL_METHODS,
} from "../src/index.ts";
import { CORE_METHODS } from "../src/method-name.ts";

interface Row {
  readonly method: string;
  readonly token: boolean;
  readonly safelisted: boolean;
  readonly safe: boolean;
  readonly normal: string;
}

test.each<Row>([
  { method: "GET", token: true, safelisted: true, safe: true, normal: "GET" },
  { method: "HEAD", token: true, safelisted: true, safe: true, normal: "HEAD" },
  { method: "POST", token: true, safelisted: true, safe: false, normal: "POST" },
  { method: "OPTIONS", token: true, safelisted: false, safe: true, normal: "OPTIONS" },
  { method: "PUT", token: true, safelisted: false, safe: false, normal: "PUT" },
  { method: "DELETE", token: true, safelisted: false, safe: false, normal: "DELETE" },
  { method: "PATCH", token: true, safelisted: false, safe: false, normal: "PATCH" },
  { method: "get", token: true, safelisted: false, safe: false, normal: "GET" },
  { method: "Head", token: true, safelisted: false, safe: false, normal: "HEAD" },
  { method: "pOST", token: true, safelisted: false, safe: false, normal: "POST" },
  { method: "options", token: true, safelisted: false, safe: false, normal: "OPTIONS" },
  { method: "put", token: true, safelisted: false, safe: false, normal: "PUT" },
  { method: "delete", token: true, safelisted: false, safe: false, normal: "DELETE" },
  { method: "patch", token: true, safelisted: false, safe: false, normal: "patch" },
  { method: "getaway", token: true, safelisted: false, safe: false, normal: "getaway" },
  { method: "budget", token: true, safelisted: false, safe: false, normal: "budget" },
  { method: "TRACE", token: false, safelisted: false, safe: false, normal: "TRACE" },
  { method: "track", token: false, safelisted: false, safe: false, normal: "track" },
  { method: "Connect", token: false, safelisted: false, safe: false, normal: "Connect" },
  { method: "TRACEROUTE", token: true, safelisted: false, safe: false, normal: "TRACEROUTE" },
  { method: "BACKTRACK", token: true, safelisted: false, safe: false, normal: "BACKTRACK" },
  { method: "P UT", token: false, safelisted: false, safe: false, normal: "P UT" },
  { method: "", token: false, safelisted: false, safe: false, normal: "" },
])("$method", ({ method, token, safelisted, safe, normal }) => {
  expect({
    method,
    token: isMethodToken(method),
    safelisted: isSafelistedMethod(method),
    safe: isSafeMethod(method),
    normal: normalizeMethod(method),
  }).toEqual({ method, token, safelisted, safe, normal });
});

test("what is assumed where nobody says", () => {
  expect(CORE_METHODS).toEqual(["GET", "HEAD", "POST"]);
  expect(USUAL_METHODS).toEqual(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]);
});
