import { describe, expect, test } from "vitest";
import { firstUrl, Journal } from "../src/journal.ts";

describe("the URL a console text is about", () => {
  test.each([
    {
      title: "Chromium quotes it, before the origin",
      text: "Access to fetch at 'http://a.test/1' from origin 'http://b.test' has been blocked by CORS policy: …",
      url: "http://a.test/1",
    },
    {
      title: "Chromium names the one before the redirect second",
      text: "Access to fetch at 'http://a.test/2' (redirected from 'http://a.test/1') from origin 'http://b.test' has …",
      url: "http://a.test/1",
    },
    {
      title: "Firefox ends a sentence with it",
      text: "Cross-Origin Request Blocked: … the remote resource at http://a.test/1?a=b. (Reason: …). Status code: 200.",
      url: "http://a.test/1?a=b",
    },
    {
      title: "WebKit names it after the verb",
      text: "Fetch API cannot load http://a.test/1 due to access control checks.",
      url: "http://a.test/1",
    },
    {
      title: "the page's own origin is not it",
      text: "Origin http://b.test:8080 is not allowed by Access-Control-Allow-Origin. Status code: 200",
      url: undefined,
    },
    {
      title: "a socket",
      text: "WebSocket connection to 'ws://a.test/1' failed",
      url: "ws://a.test/1",
    },
    { title: "no URL", text: "Method PUT is not allowed", url: undefined },
  ])("$title", ({ text, url }) => {
    expect(firstUrl(text)).toBe(url);
  });
});

test("a numbered request keeps its first URL, and a mark divides what was said", () => {
  const journal = new Journal();
  journal.request("1", "http://a.test/first");
  journal.request("1", "http://a.test/second");
  journal.message("warn", "before", {});
  const mark = journal.mark();
  journal.message("error", "about http://a.test/second", { requestId: "1" });
  journal.failure("1", { text: "refused" });
  journal.message("log", "by itself", { url: "" });
  expect(journal.messages(mark)).toEqual([
    { level: "error", text: "about http://a.test/second", url: "http://a.test/first" },
    { level: "info", text: "by itself" },
  ]);
  expect(journal.failures(mark)).toEqual([{ url: "http://a.test/first", text: "refused" }]);
  expect(journal.messages(0)[0]).toEqual({ level: "warning", text: "before" });
});
