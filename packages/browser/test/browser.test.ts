import { describe, expect, test } from "vitest";
import { createBrowser, type Engine, type Transport } from "../src/index.ts";
import { liveTransport } from "../src/live.ts";
import { answering, plantServer } from "./planted-server.ts";

const origin = "https://app.example.com";

describe("fetch", () => {
  test("resolves with what the page may read", async () => {
    const server = await plantServer(
      answering(
        201,
        [
          ["Access-Control-Allow-Origin", "*"],
          ["Access-Control-Expose-Headers", "X-One"],
          ["X-One", "1"],
          ["X-Two", "2"],
        ],
        '{"a":1}',
      ),
    );
    const response = await createBrowser({ origin, transport: liveTransport() }).fetch(
      server.origin,
    );
    expect(await response.json()).toEqual({ a: 1 });
    expect(response).toMatchObject({
      type: "cors",
      url: `${server.origin}/`,
      status: 201,
      ok: true,
      redirected: false,
    });
    expect([response.headers.get("x-one"), response.headers.get("x-two")]).toEqual(["1", null]);
  });

  test.each<{ engine: Engine; message: string }>([
    { engine: "standard", message: "Failed to fetch" },
    { engine: "chromium", message: "Failed to fetch" },
    { engine: "firefox", message: "NetworkError when attempting to fetch resource." },
    { engine: "webkit", message: "Load failed" },
  ])("rejects in $engine with its words and the trace", async ({ engine, message }) => {
    const server = await plantServer(answering(200, []));
    const browser = createBrowser({ origin, engine, transport: liveTransport() });
    // http: server, https: page. Loopback passes as secure, in WebKit it is mixed content: blocked either way.
    await expect(browser.fetch(server.origin)).rejects.toMatchObject({
      name: "TypeError",
      message,
      cause: { outcome: "blocked", engine },
    });
  });

  test.each([
    { status: 204, mode: "cors", shown: { type: "cors", status: 204, ok: true } },
    { status: 304, mode: "cors", shown: { type: "cors", status: 304, ok: false } },
    { status: 200, mode: "no-cors", shown: { type: "opaque", status: 0, ok: false, url: "" } },
  ] as const)("shows $status in mode $mode as $shown", async ({ status, mode, shown }) => {
    const transport: Transport = () => ({
      status,
      headers: [["access-control-allow-origin", "*"]],
    });
    const response = await createBrowser({ origin, transport }).fetch("https://api.example.com/", {
      mode,
    });
    expect(response).toMatchObject(shown);
    expect(await response.text()).toBe("");
  });
});

test("a page of its own address sends it as Referer and resolves against it", async () => {
  const seen: string[] = [];
  const transport: Transport = ({ url, headers }) => {
    seen.push(url, new Map(headers).get("referer") ?? "");
    return { status: 200, headers: [] };
  };
  await createBrowser({ origin, transport, pageUrl: `${origin}/a/b` }).walk("c");
  expect(seen).toEqual([`${origin}/a/c`, `${origin}/a/b`]);
});

test("cache: false never remembers a preflight", async () => {
  const methods: string[] = [];
  const transport: Transport = ({ method }) => {
    methods.push(method);
    return {
      status: 200,
      headers: [
        ["access-control-allow-origin", "*"],
        ["access-control-allow-methods", "PUT"],
      ],
    };
  };
  const browser = createBrowser({ origin, transport, cache: false });
  await browser.walk("https://api.example.com/", { method: "PUT" });
  await browser.walk("https://api.example.com/", { method: "PUT" });
  expect(methods).toEqual(["OPTIONS", "PUT", "OPTIONS", "PUT"]);
});

test("an origin no page has is refused at once", () => {
  expect(() =>
    createBrowser({ origin: "app.example.com", transport: () => ({ status: 200, headers: [] }) }),
  ).toThrow(TypeError);
});
