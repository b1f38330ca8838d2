import { expect, test } from "vitest";
import {
  type CorsRequest,
  type Decision,
  definePolicy,
  forUnroutedPath,
  judge,
  type PolicyOptions,
} from "../src/index.ts";

const ORIGIN = "https://app.example.com";
const options: PolicyOptions = {
  origin: [ORIGIN],
  methods: ["GET", "PUT"],
  allowedHeaders: ["x-a", "content-type"],
};

interface Row {
  readonly title: string;
  readonly options?: PolicyOptions;
  readonly request: Omit<CorsRequest, "origin">;
  readonly code: Decision["code"];
  readonly subject?: string;
}

const ask = (requestMethod: string, requestHeaders?: string): Omit<CorsRequest, "origin"> => ({
  method: "OPTIONS",
  requestMethod,
  requestHeaders,
});

const ROWS: readonly Row[] = [
  { title: "method and headers listed", request: ask("PUT", "content-type,x-a"), code: "allowed" },
  { title: "no headers", request: ask("PUT"), code: "allowed" },
  { title: "an empty list of headers", request: ask("PUT", " ,"), code: "allowed" },
  {
    title: "a method that is not listed",
    request: ask("DELETE", "x-b"),
    code: "method-not-allowed",
    subject: "DELETE",
  },
  {
    title: "a method in another case",
    request: ask("put"),
    code: "method-not-allowed",
    subject: "put",
  },
  { title: "POST, safelisted though not listed", request: ask("POST"), code: "allowed" },
  { title: "HEAD, safelisted though not listed", request: ask("HEAD"), code: "allowed" },
  {
    title: "the first header that is not listed",
    request: ask("PUT", "x-a, X-C ,x-b"),
    code: "header-not-allowed",
    subject: "x-c",
  },
  {
    title: "a header that is safelisted only for some values",
    options: { ...options, allowedHeaders: [] },
    request: ask("PUT", "content-type"),
    code: "header-not-allowed",
    subject: "content-type",
  },
  {
    title: "a list that is none",
    request: ask("PUT", "x a"),
    code: "header-not-allowed",
    subject: "(malformed Access-Control-Request-Headers)",
  },
  {
    title: "a list that is none, where every header is allowed",
    options: { ...options, allowedHeaders: ["*", "authorization"] },
    request: ask("PUT", "x a"),
    code: "header-not-allowed",
    subject: "(malformed Access-Control-Request-Headers)",
  },
  {
    title: "authorization, which the wildcard does not cover",
    options: { ...options, allowedHeaders: "*" },
    request: ask("PUT", "x-a,authorization"),
    code: "header-not-allowed",
    subject: "authorization",
  },
  {
    title: "authorization beside the wildcard",
    options: { ...options, allowedHeaders: ["*", "authorization"] },
    request: ask("PUT", "x-a,authorization"),
    code: "allowed",
  },
  { title: "an actual GET", request: { method: "GET" }, code: "allowed" },
  { title: "an actual PUT", request: { method: "PUT" }, code: "allowed" },
  {
    title: "an actual DELETE that plain CORS lets through",
    options: { ...options, enforce: "off" },
    request: { method: "DELETE" },
    code: "method-not-allowed",
    subject: "DELETE",
  },
  {
    title: "a handshake by CONNECT that plain CORS lets through",
    options: { ...options, enforce: "off" },
    request: { method: "CONNECT", upgrade: true },
    code: "allowed",
  },
];

test.each(ROWS)("$title", ({ options: given = options, request, code, subject }) => {
  const policy = definePolicy(given);
  const decided = policy.decide({ ...request, origin: ORIGIN });
  const judged = judge(policy, { ...request, origin: ORIGIN });
  if ("then" in decided || "then" in judged) throw new Error("no rule is asynchronous here");
  const { kind, headers, vary, answer } = decided;
  expect(judged).toStrictEqual(
    code === "allowed" ? decided : { kind, allowed: false, code, subject, headers, vary, answer },
  );
  expect(Object.isFrozen(judged)).toBe(true);
});

test("what was not allowed stays what it was", () => {
  const policy = definePolicy(options);
  const request = { ...ask("DELETE"), origin: "https://b.test" };
  expect(judge(policy, request)).toBe(policy.decide(request));
});

test("an asynchronous decision is judged when it is there", async () => {
  const policy = definePolicy({ ...options, origin: () => Promise.resolve(true) });
  const judged = await judge(policy, { ...ask("DELETE"), origin: ORIGIN });
  expect(judged).toMatchObject({ code: "method-not-allowed", subject: "DELETE", answer: 204 });
});

interface UnroutedRow {
  readonly title: string;
  readonly requestMethod: string;
  readonly methods: string;
}

const USUAL = "GET, HEAD, POST, PUT, PATCH, DELETE";

test.each<UnroutedRow>([
  { title: "one of the usual six", requestMethod: "PATCH", methods: USUAL },
  { title: "another token", requestMethod: "PURGE", methods: `${USUAL}, PURGE` },
  {
    title: "lower case, which is another method",
    requestMethod: "patch",
    methods: `${USUAL}, patch`,
  },
  { title: "a forbidden method", requestMethod: "TRACE", methods: USUAL },
  { title: "a forbidden method in another case", requestMethod: "Connect", methods: USUAL },
  { title: "no token", requestMethod: "P UT", methods: USUAL },
  { title: "a header in disguise", requestMethod: "GET\r\nx: y", methods: USUAL },
])("an unrouted path names $title", ({ requestMethod, methods }) => {
  const policy = forUnroutedPath(definePolicy({ origin: [ORIGIN] }));
  const decision = policy.decide({ method: "OPTIONS", origin: ORIGIN, requestMethod });
  expect(decision).toStrictEqual({
    kind: "preflight",
    allowed: true,
    code: "allowed",
    headers: {
      "access-control-allow-origin": ORIGIN,
      "access-control-allow-methods": methods,
      "access-control-allow-headers": "content-type",
      "access-control-max-age": "7200",
    },
    vary: "Origin, Access-Control-Request-Method",
    answer: 204,
  });
});

test("an unrouted path that everybody may read varies by the method alone", () => {
  const policy = forUnroutedPath(definePolicy({ origin: "*", allowedHeaders: "*" }));
  expect(
    policy.decide({ method: "OPTIONS", origin: ORIGIN, requestMethod: "PURGE" }),
  ).toMatchObject({
    vary: "Access-Control-Request-Method, Access-Control-Request-Headers",
  });
  expect(policy.decide({ method: "GET", origin: ORIGIN })).toMatchObject({ vary: "" });
});

test("an unrouted path may be sent to: its 404 is seen, nothing runs", () => {
  const policy = forUnroutedPath(definePolicy({ origin: [ORIGIN] }));
  const request = { method: "PURGE", origin: ORIGIN, fetchSite: "cross-site" };
  expect(policy.decide(request)).toMatchObject({ code: "allowed" });
  expect(policy.decide({ ...request, origin: "https://b.test" })).toMatchObject({ answer: 403 });
});

test("explicit methods are what they are, routed or not", () => {
  const policy = definePolicy(options);
  expect(forUnroutedPath(policy)).toBe(policy);
});
