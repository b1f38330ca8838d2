import { describe, expect, test } from "vitest";
import { becomesGet, isRedirectStatus, nextUrl, redirectLocation } from "../src/redirect.ts";

test.each([200, 300, 301, 302, 303, 304, 305, 306, 307, 308, 309])("status %i", (status) => {
  expect(isRedirectStatus(status)).toBe([301, 302, 303, 307, 308].includes(status));
});

test("a redirect without Location is an ordinary answer", () => {
  expect(redirectLocation({ status: 302, headers: [] })).toBeUndefined();
  expect(redirectLocation({ status: 302, headers: [["LOCATION", " /x "]] })).toBe("/x");
  expect(redirectLocation({ status: 200, headers: [["location", "/x"]] })).toBeUndefined();
});

test.each([
  { status: 301, method: "POST", get: true },
  { status: 302, method: "POST", get: true },
  { status: 301, method: "PUT", get: false },
  { status: 303, method: "PUT", get: true },
  { status: 303, method: "GET", get: false },
  { status: 303, method: "HEAD", get: false },
  { status: 307, method: "POST", get: false },
  { status: 308, method: "POST", get: false },
])("$status turns $method into GET: $get", ({ status, method, get }) => {
  expect(becomesGet(status, method)).toBe(get);
});

describe("nextUrl", () => {
  const attempt = {
    from: new URL("https://api.example.com/a?q#f"),
    location: "/b",
    status: 302,
    pageOrigin: "https://app.example.com",
    mode: "cors",
    tainting: "cors",
    count: 0,
    streamed: false,
  } as const;
  test.each([
    {
      title: "resolves against the URL and keeps the fragment",
      more: {},
      to: "https://api.example.com/b#f",
    },
    {
      title: "prefers the fragment of the Location",
      more: { location: "/b#g" },
      to: "https://api.example.com/b#g",
    },
    {
      title: "refuses what does not parse",
      more: { location: "http://[" },
      to: "redirect-location",
    },
    { title: "refuses data:", more: { location: "data:,x" }, to: "redirect-scheme" },
    { title: "follows the twentieth", more: { count: 19 }, to: "https://api.example.com/b#f" },
    { title: "refuses the twenty-first", more: { count: 20 }, to: "redirect-limit" },
    {
      title: "refuses userinfo elsewhere",
      more: { location: "https://u@c.example/" },
      to: "redirect-credentials",
    },
    {
      title: "refuses a streamed body",
      more: { streamed: true, status: 307 },
      to: "redirect-stream",
    },
    {
      title: "lets 303 drop a streamed body",
      more: { streamed: true, status: 303 },
      to: "https://api.example.com/b#f",
    },
  ])("$title", ({ more, to }) => {
    const next = nextUrl({ ...attempt, ...more });
    expect("id" in next ? next.id : next.href).toBe(to);
  });
});
