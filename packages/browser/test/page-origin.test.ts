import { describe, expect, test } from "vitest";
import { fetchSite, isLoopback, isOriginTainted, parsePageOrigin } from "../src/page-origin.ts";

describe("the origin of a page", () => {
  test.each([
    "https://app.example.com",
    "http://localhost:3000",
    "http://[::1]:8080",
    "capacitor://localhost",
    "chrome-extension://abcdefghijklmnop",
    "null",
  ])("may be %s", (origin) => {
    expect(parsePageOrigin(origin)).toBe(origin);
  });

  test.each([
    { origin: "https://app.example.com/", repair: ' Write "https://app.example.com".' },
    { origin: "https://app.example.com:443", repair: ' Write "https://app.example.com".' },
    { origin: "HTTPS://APP.example.com", repair: ' Write "https://app.example.com".' },
    { origin: "app.example.com", repair: "" },
    { origin: "", repair: "" },
  ])("may not be $origin", ({ origin, repair }) => {
    expect(() => parsePageOrigin(origin)).toThrow(
      new TypeError(`${JSON.stringify(origin)} is not the origin of a page.${repair}`),
    );
  });
});

describe("Sec-Fetch-Site", () => {
  test.each([
    { page: "https://app.example.com", urls: ["https://app.example.com/"], site: "same-origin" },
    { page: "https://app.example.com", urls: ["https://api.example.com/"], site: "same-site" },
    { page: "https://app.example.com", urls: ["http://api.example.com/"], site: "cross-site" },
    { page: "https://a.github.io", urls: ["https://b.github.io/"], site: "cross-site" },
    { page: "http://localhost:1", urls: ["http://localhost:2/"], site: "same-site" },
    { page: "http://localhost:1", urls: ["http://127.0.0.1:2/"], site: "cross-site" },
    { page: "http://app.localhost", urls: ["http://api.localhost/"], site: "cross-site" },
    { page: "http://app.shop.localhost", urls: ["http://api.shop.localhost/"], site: "same-site" },
    {
      page: "https://a.example",
      urls: ["https://b.other/", "https://a.example/"],
      site: "cross-site",
    },
    { page: "null", urls: ["https://a.example/"], site: "cross-site" },
  ])("of $page to $urls is $site", ({ page, urls, site }) => {
    expect(
      fetchSite(
        page,
        urls.map((url) => new URL(url)),
      ),
    ).toBe(site);
  });
});

describe("a redirect taints the origin", () => {
  const page = "https://a.example";
  test.each([
    { way: ["https://a.example/"], tainted: false },
    { way: ["https://a.example/", "https://b.example/"], tainted: false },
    { way: ["https://b.example/1", "https://b.example/2"], tainted: false },
    { way: ["https://b.example/", "https://c.example/"], tainted: true },
    { way: ["https://b.example/", "https://a.example/"], tainted: true },
    { way: ["https://a.example/", "https://b.example/", "https://b.example/2"], tainted: false },
  ])("$way: $tainted", ({ way, tainted }) => {
    expect(
      isOriginTainted(
        page,
        way.map((url) => new URL(url)),
      ),
    ).toBe(tainted);
  });
});

test.each([
  { host: "localhost", loopback: true },
  { host: "a.localhost", loopback: true },
  { host: "127.9.9.9", loopback: true },
  { host: "[::1]", loopback: true },
  { host: "localhost.example.com", loopback: false },
  { host: "10.0.0.1", loopback: false },
])("$host: loopback is $loopback", ({ host, loopback }) => {
  expect(isLoopback(host)).toBe(loopback);
});
