import { describe, expect, test } from "vitest";
import { createBrowser, type EngineName, type WalkInit } from "../src/index.ts";
import { behaviours } from "../src/engine.ts";
import { preparePageRequest } from "../src/page-request.ts";

const origin = "https://app.example.com";
const browserOf = (): ReturnType<typeof createBrowser> =>
  createBrowser({ origin, transport: () => ({ status: 200, headers: [] }) });

describe("what a call becomes", () => {
  test.each<{ title: string; init: WalkInit; request: object }>([
    {
      title: "text brings its type",
      init: { method: "post", body: "x" },
      request: { method: "POST", headers: [["Content-Type", "text/plain;charset=UTF-8"]] },
    },
    {
      title: "a type that was set wins",
      init: { method: "POST", body: "{}", headers: { "content-type": "application/json" } },
      request: { headers: [["content-type", "application/json"]] },
    },
    {
      title: "bytes bring none",
      init: { method: "POST", body: new Uint8Array([1]) },
      request: { headers: [], body: new Uint8Array([1]), streamed: false },
    },
    {
      title: "a Blob brings its own",
      init: { method: "POST", body: new Blob(["x"], { type: "image/png" }) },
      request: { headers: [["Content-Type", "image/png"]] },
    },
    {
      title: "a stream forces a preflight",
      init: { method: "POST", body: new Blob(["x"]).stream() },
      request: { streamed: true, forced: true },
    },
    {
      title: "forbidden headers are dropped",
      init: { headers: { Host: "x", "Sec-X": "1", "X-A": "1" } },
      request: { headers: [["X-A", "1"]], dropped: ["host", "sec-x"] },
    },
    {
      title: "a name given twice stays two values",
      init: {
        headers: [
          ["X-A", "1"],
          ["x-a", "2"],
        ],
      },
      request: {
        headers: [
          ["X-A", "1"],
          ["X-A", "2"],
        ],
      },
    },
    {
      title: "XMLHttpRequest joins them",
      init: {
        initiator: "xhr",
        headers: [
          ["X-A", "1"],
          ["x-a", "2"],
        ],
      },
      request: { headers: [["X-A", "1, 2"]] },
    },
    {
      title: "a beacon is a POST with credentials",
      init: { initiator: "beacon", body: "x" },
      request: { method: "POST", mode: "no-cors", credentials: "include" },
    },
    {
      title: "a beacon of JSON is CORS",
      init: { initiator: "beacon", body: new Blob(["{}"], { type: "application/json" }) },
      request: { mode: "cors", credentials: "include" },
    },
    {
      title: "an EventSource is never cached",
      init: { initiator: "eventsource" },
      request: { cache: "no-store" },
    },
  ])("$title", async ({ init, request }) => {
    expect(await preparePageRequest(init, behaviours.standard)).toMatchObject(request);
  });

  test("FormData brings its boundary, URLSearchParams its charset", async () => {
    const form = new FormData();
    form.append("a", "1");
    const types = await Promise.all(
      [form, new URLSearchParams("a=1")].map(async (body) => {
        const request = await preparePageRequest({ method: "POST", body }, behaviours.standard);
        return "id" in request ? request.id : request.headers[0]?.[1];
      }),
    );
    expect(types[0]).toMatch(/^multipart\/form-data; boundary=/);
    expect(types[1]).toBe("application/x-www-form-urlencoded;charset=UTF-8");
  });

  test.each(["chromium", "firefox", "webkit"] as const)(
    "%s drops the one value of x-http-method-override that is forbidden",
    async (engine) => {
      const headers = ["PUT", "TRACE"].map((value) => ["x-http-method-override", value] as const);
      expect(await preparePageRequest({ headers }, behaviours[engine])).toMatchObject({
        headers: [["x-http-method-override", "PUT"]],
        dropped: ["x-http-method-override"],
      });
    },
  );

  test("Chromium drops user-agent, Firefox sends it", async () => {
    const init = { headers: { "user-agent": "x" } };
    expect(await preparePageRequest(init, behaviours.chromium)).toMatchObject({
      headers: [],
      dropped: ["user-agent"],
    });
    expect(await preparePageRequest(init, behaviours.firefox)).toMatchObject({
      headers: [["user-agent", "x"]],
    });
  });
});

test.each<{ title: string; engine: EngineName; lengths: readonly number[]; preflighted: boolean }>([
  { title: "Chromium: 127, 0", engine: "chromium", lengths: [127, 0], preflighted: false },
  { title: "Chromium: 128, 0", engine: "chromium", lengths: [128, 0], preflighted: true },
  { title: "Chromium: 0, 127", engine: "chromium", lengths: [0, 127], preflighted: true },
  { title: "Chromium: 126, 0, 0", engine: "chromium", lengths: [126, 0, 0], preflighted: true },
  { title: "WebKit: 126, 0", engine: "webkit", lengths: [126, 0], preflighted: false },
  { title: "WebKit: 127, 0", engine: "webkit", lengths: [127, 0], preflighted: true },
  { title: "Firefox: 128, 128", engine: "firefox", lengths: [128, 128], preflighted: false },
])("several lines of accept are measured as in $title bytes", async (row) => {
  const browser = createBrowser({
    origin,
    engine: row.engine,
    transport: () => ({ status: 200, headers: [] }),
  });
  const { steps } = await browser.walk("https://api.example.com/", {
    headers: row.lengths.map((length): [string, string] => ["accept", "a".repeat(length)]),
  });
  expect(steps.some(({ kind }) => kind === "preflight")).toBe(row.preflighted);
});

test.each<{ title: string; last: number; asks: string | undefined }>([
  { title: "1,024 with the browser's own Accept pass", last: 125, asks: undefined },
  {
    title: "1,025 are too many, and the browser's own Accept is asked for",
    last: 126,
    asks: "accept,accept-language,content-language,device-memory,downlink,dpr,rtt,viewport-width,width",
  },
])("of safelisted bytes, $title in Chromium", async ({ last, asks }) => {
  const names = [
    "accept-language",
    "content-language",
    "device-memory",
    "downlink",
    "dpr",
    "rtt",
    "viewport-width",
  ];
  const { steps } = await browserOf().walk("https://api.example.com/", {
    headers: [
      ...names.map((name) => [name, "1".repeat(128)] as const),
      ["width", "1".repeat(last)],
    ],
  });
  const preflight = steps.find(({ kind }) => kind === "preflight");
  const lines = preflight?.kind === "preflight" ? preflight.request.headers : [];
  expect(lines.find(([name]) => name === "access-control-request-headers")?.[1]).toBe(asks);
});

describe("calls that never leave the page", () => {
  test.each<{ title: string; url: string; init: WalkInit; id: string }>([
    { title: "a forbidden method", url: "/", init: { method: "trace" }, id: "method-forbidden" },
    {
      title: "a method that is no token",
      url: "/",
      init: { method: "G ET" },
      id: "method-forbidden",
    },
    {
      title: "no-cors with PUT",
      url: "/",
      init: { method: "PUT", mode: "no-cors" },
      id: "no-cors-method",
    },
    {
      title: "no-cors with redirect",
      url: "/",
      init: { mode: "no-cors", redirect: "error" },
      id: "no-cors-redirect-mode",
    },
    { title: "userinfo", url: "https://u:p@a.example/", init: {}, id: "url-credentials" },
    { title: "no URL", url: "http://[", init: {}, id: "url-invalid" },
    { title: "a scheme", url: "ftp://a.example/", init: {}, id: "scheme" },
    {
      title: "mode same-origin elsewhere",
      url: "https://a.example/",
      init: { mode: "same-origin" },
      id: "same-origin-mode",
    },
  ])("$title", async ({ url, init, id }) => {
    const sent: string[] = [];
    const browser = createBrowser({
      origin,
      transport: (request) => {
        sent.push(request.url);
        return { status: 200, headers: [] };
      },
    });
    const { outcome, failure } = await browser.walk(url, init);
    expect({ outcome, id: failure?.id, stage: failure?.stage }).toEqual({
      outcome: "blocked",
      id,
      stage: "request",
    });
    expect(sent).toEqual([]);
  });

  test("arguments that are no request are thrown", async () => {
    const browser = browserOf();
    await expect(browser.walk("/", { body: "x" })).rejects.toThrow(TypeError);
    await expect(browser.walk("/", { headers: { "x a": "1" } })).rejects.toThrow(TypeError);
    await expect(browser.walk("/", { headers: { "x-a": "1\r\n" } })).resolves.toBeDefined();
    await expect(browser.walk("/", { headers: { "x-a": "1\r\n2" } })).rejects.toThrow(TypeError);
  });
});
