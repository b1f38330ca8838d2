import { expect, test } from "vitest";
import { checkPolicy, isForbiddenRequestHeader } from "../src/index.ts";

const codesOf = (options: object): readonly string[] =>
  checkPolicy({ origin: "*", ...options }).map(({ code }) => code);

// https://fetch.spec.whatwg.org/#forbidden-request-header, and what starts with proxy- and sec-
const FORBIDDEN = [
  "accept-charset",
  "accept-encoding",
  "access-control-request-headers",
  "access-control-request-method",
  "connection",
  "content-length",
  "cookie",
  "cookie2",
  "date",
  "dnt",
  "expect",
  "host",
  "keep-alive",
  "origin",
  "referer",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "via",
  "proxy-",
  "proxy-authorization",
  "sec-",
  "sec-fetch-site",
];

test.each(FORBIDDEN)("%s cannot be sent by a page", (name) => {
  expect(isForbiddenRequestHeader(name)).toBe(true);
  expect(codesOf({ allowedHeaders: [name] })).toEqual(["header-forbidden"]);
});

test.each([
  "authorization",
  "content-type",
  "range",
  "user-agent",
  "x-forwarded-for",
  "prox",
  "secret",
  "cookies",
  "x-http-method-override",
  "accept-charsets",
])("%s can be sent by a page", (name) => {
  expect(isForbiddenRequestHeader(name)).toBe(false);
  expect(codesOf({ allowedHeaders: [name] })).toEqual([]);
});

test.each(["accept", "Accept-Language", "content-language"])("%s may always be sent", (name) => {
  expect(codesOf({ allowedHeaders: [name] })).toEqual(["header-safelisted"]);
});

const RESPONSE_ONLY = [
  "access-control-allow-credentials",
  "access-control-allow-headers",
  "access-control-allow-methods",
  "access-control-allow-origin",
  "access-control-expose-headers",
  "access-control-max-age",
  "set-cookie",
  "set-cookie2",
  "vary",
];

test.each(RESPONSE_ONLY)("%s is sent by servers", (name) => {
  expect(codesOf({ allowedHeaders: [name] })).toEqual(["header-wrong-direction"]);
});

test.each([
  "access-control-request-headers",
  "access-control-request-method",
  "authorization",
  "cookie",
  "host",
  "origin",
  "referer",
  "user-agent",
])("%s is sent by browsers", (name) => {
  expect(codesOf({ exposedHeaders: [name] })).toEqual(["header-wrong-direction"]);
});

test.each([
  "cache-control",
  "content-language",
  "Content-Length",
  "content-type",
  "expires",
  "last-modified",
  "pragma",
])("%s may always be read", (name) => {
  expect(codesOf({ exposedHeaders: [name] })).toEqual(["header-safelisted"]);
});

test.each(["set-cookie", "Set-Cookie2"])("%s can never be read", (name) => {
  expect(isForbiddenRequestHeader("set-cookie")).toBe(true);
  expect(codesOf({ exposedHeaders: [name] })).toEqual(["header-set-cookie"]);
});

test.each(["etag", "x-total", "date", "vary", "location", "access-control-allow-origin"])(
  "%s can be exposed",
  (name) => {
    expect(codesOf({ exposedHeaders: [name] })).toEqual([]);
  },
);

test("one fault does not hide the next, and a faulty name is not listed", () => {
  expect(codesOf({ allowedHeaders: ["cookie", "x a", "vary", "accept", "x-a", "x-a"] })).toEqual([
    "header-forbidden",
    "header-invalid",
    "header-wrong-direction",
    "header-safelisted",
    "header-duplicate",
  ]);
});

test("beside the wildcard only authorization counts", () => {
  expect(codesOf({ allowedHeaders: ["x-a", "*", "authorization"] })).toEqual(["header-swallowed"]);
  expect(codesOf({ allowedHeaders: ["*", "*", "authorization"] })).toEqual(["header-duplicate"]);
});
