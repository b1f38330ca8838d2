import { describe, expect, test } from "vitest";
import { createBrowser, type Engine, type Step, type Trace, type WalkInit } from "../src/index.ts";
import { liveTransport } from "../src/live.ts";
import { answering, plantServer } from "./planted-server.ts";

const origin = "http://app.shop.localhost:8080";
const allow = ["Access-Control-Allow-Origin", origin] as const;
const browserOf = (engine: Engine = "chromium"): ReturnType<typeof createBrowser> =>
  createBrowser({ origin, engine, transport: liveTransport() });
const kinds = ({ steps }: Trace): readonly Step["kind"][] => steps.map(({ kind }) => kind);

describe("a simple request", () => {
  test("is sent at once, with Origin, and read", async () => {
    const server = await plantServer(
      answering(200, [allow, ["Content-Type", "text/plain"], ["X-A", "1"]]),
    );
    const trace = await browserOf().walk(`${server.origin}/a?b#c`);
    expect(kinds(trace)).toEqual(["classify", "actual", "exposure"]);
    expect(trace.outcome).toBe("readable");
    expect(trace.response).toMatchObject({
      type: "cors",
      url: `${server.origin}/a?b`,
      redirected: false,
      status: 200,
      headers: [["content-type", "text/plain"]],
    });
    expect(server.seen).toHaveLength(1);
    expect(server.seen[0]).toMatchObject({ method: "GET", url: "/a?b" });
    expect(server.seen[0]?.headers).toMatchObject({
      origin,
      referer: `${origin}/`,
      accept: "*/*",
      "sec-fetch-site": "cross-site",
      "sec-fetch-mode": "cors",
      "sec-fetch-dest": "empty",
    });
  });

  test("fails with every check named, and each engine's words", async () => {
    const server = await plantServer(
      answering(200, [["Access-Control-Allow-Origin", `${origin}/`]]),
    );
    const url = `${server.origin}/a`;
    const { outcome, failure } = await browserOf().walk(url, { credentials: "include" });
    expect(outcome).toBe("blocked");
    expect(failure).toEqual({
      id: "acao-mismatch",
      stage: "actual",
      value: `${origin}/`,
      status: 200,
      clause: "https://fetch.spec.whatwg.org/#concept-cors-check",
      url,
      next: [{ id: "credentials-not-true", stage: "actual", value: undefined, status: 200 }],
      engines: {
        chromium: {
          blocked: true,
          id: "acao-mismatch",
          code: "AllowOriginMismatch",
          console: [
            `Access to fetch at '${url}' from origin '${origin}' has been blocked by CORS policy: The 'Access-Control-Allow-Origin' header has a value '${origin}/' that is not equal to the supplied origin. Have the server send the header with a valid value.`,
            "Failed to load resource: net::ERR_FAILED",
          ],
          thrown: "Failed to fetch",
        },
        firefox: {
          blocked: true,
          id: "acao-mismatch",
          code: "CORSAllowOriginNotMatchingOrigin",
          console: [
            `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ${url}. (Reason: CORS header ‘Access-Control-Allow-Origin’ does not match ‘${origin}/’).`,
          ],
          thrown: "NetworkError when attempting to fetch resource.",
        },
        webkit: {
          blocked: true,
          id: "acao-mismatch",
          code: undefined,
          console: [
            `Fetch API cannot load ${url} due to access control checks.`,
            `Failed to load resource: Origin ${origin} is not allowed by Access-Control-Allow-Origin. Status code: 200`,
          ],
          thrown: "Load failed",
        },
      },
    });
  });
});

describe("a preflight", () => {
  const lists = [
    ["Access-Control-Allow-Methods", "PUT"],
    ["Access-Control-Allow-Headers", "x-a, authorization"],
    ["Access-Control-Max-Age", "600"],
  ] as const;
  const init: WalkInit = {
    method: "put",
    headers: { "X-A": "1", Authorization: "Bearer x" },
    body: "hello",
    credentials: "include",
  };
  const granted = answering(
    204,
    [allow, ["Access-Control-Allow-Credentials", "true"], ...lists],
    "",
  );

  test("carries the sorted names and nothing of the user's", async () => {
    const server = await plantServer(granted);
    const browser = createBrowser({ origin, transport: liveTransport(), cookies: () => "sid=1" });
    const trace = await browser.walk(server.origin, init);
    expect(kinds(trace)).toEqual(["classify", "preflight", "actual", "exposure"]);
    const [preflight, actual] = server.seen;
    expect(preflight?.method).toBe("OPTIONS");
    expect(preflight?.headers).toMatchObject({
      origin,
      "access-control-request-method": "PUT",
      "access-control-request-headers": "authorization,x-a",
    });
    expect(preflight?.headers).not.toHaveProperty("cookie");
    expect(preflight?.headers).not.toHaveProperty("authorization");
    expect(actual).toMatchObject({ method: "PUT", body: "hello" });
    expect(actual?.headers).toMatchObject({
      "x-a": "1",
      authorization: "Bearer x",
      cookie: "sid=1",
      "content-type": "text/plain;charset=UTF-8",
    });
  });

  test("is remembered", async () => {
    const server = await plantServer(granted);
    const browser = browserOf();
    await browser.walk(server.origin, init);
    const again = await browser.walk(server.origin, init);
    expect(kinds(again)).toEqual(["classify", "cached-preflight", "actual", "exposure"]);
    expect(server.seen.map(({ method }) => method)).toEqual(["OPTIONS", "PUT", "PUT"]);
  });

  test.each<{ engine: Engine; methods: string[] }>([
    { engine: "chromium", methods: ["OPTIONS", "PUT", "OPTIONS", "PUT"] },
    { engine: "firefox", methods: ["OPTIONS", "PUT", "OPTIONS", "PUT"] },
    { engine: "webkit", methods: ["OPTIONS", "PUT", "PUT"] },
  ])("is sent again for cache: 'reload' or not, in $engine", async ({ engine, methods }) => {
    const server = await plantServer(granted);
    const browser = browserOf(engine);
    await browser.walk(server.origin, init);
    await browser.walk(server.origin, { ...init, cache: "reload" });
    expect(server.seen.map(({ method }) => method)).toEqual(methods);
  });

  test("that fails stops the request, and the words differ by engine", async () => {
    const server = await plantServer(answering(404, []));
    const trace = await browserOf().walk(server.origin, init);
    expect(kinds(trace)).toEqual(["classify", "preflight"]);
    expect(server.seen.map(({ method }) => method)).toEqual(["OPTIONS"]);
    expect(trace.failure?.next.map(({ id }) => id)).toEqual([
      "credentials-not-true",
      "preflight-status",
      "method-not-listed",
      "header-not-listed",
      "header-not-listed",
    ]);
    const { chromium, firefox, webkit } = trace.failure?.engines ?? {};
    expect(chromium?.code).toBe("PreflightMissingAllowOriginHeader");
    expect(firefox?.console.map((line) => /\(Reason: (.*?)\)/.exec(line)?.[1])).toEqual([
      "CORS header ‘Access-Control-Allow-Origin’ missing",
      "CORS request did not succeed",
    ]);
    expect(webkit?.console.at(-1)).toBe(
      "Failed to load resource: Preflight response is not successful. Status code: 404",
    );
  });

  test("under a star: the standard blocks authorization, the engines do not, the trace says both", async () => {
    const star = answering(
      204,
      [
        ["Access-Control-Allow-Origin", "*"],
        ["Access-Control-Allow-Headers", "*"],
      ],
      "",
    );
    const server = await plantServer(star);
    const call = { headers: { authorization: "Bearer x" } };
    const strict = await browserOf("standard").walk(server.origin, call);
    expect(strict.failure).toMatchObject({ id: "authorization-wildcard", value: "authorization" });
    expect(strict.failure?.engines.chromium.blocked).toBe(false);
    const real = await browserOf("firefox").walk(server.origin, call);
    expect(real.outcome).toBe("readable");
    expect(real.departures.map(({ id }) => id)).toContain("authorization-wildcard");
  });

  test.each<{ title: string; init: WalkInit; reasons: string[] }>([
    { title: "a GET", init: {}, reasons: [] },
    {
      title: "JSON",
      init: { method: "POST", body: "{}", headers: { "content-type": "application/json" } },
      reasons: ["headers"],
    },
    { title: "DELETE", init: { method: "DELETE" }, reasons: ["method"] },
    {
      title: "an upload listener",
      init: { initiator: "xhr", method: "POST", body: "x", uploadListener: true },
      reasons: ["upload-listener"],
    },
    {
      title: "an upload listener without a body, not in Chromium",
      init: { initiator: "xhr", uploadListener: true },
      reasons: [],
    },
    {
      title: "a stream",
      init: { method: "POST", body: new Blob(["x"]).stream() },
      reasons: ["stream"],
    },
    { title: "a beacon of text", init: { initiator: "beacon", body: "x" }, reasons: [] },
    {
      title: "a beacon of JSON",
      init: { initiator: "beacon", body: new Blob(["{}"], { type: "application/json" }) },
      reasons: ["headers"],
    },
    { title: "an EventSource", init: { initiator: "eventsource" }, reasons: [] },
    {
      title: "a form",
      init: { initiator: "form", method: "POST", body: new URLSearchParams("a=1") },
      reasons: [],
    },
  ])("is needed for $title because of $reasons", async ({ init: call, reasons }) => {
    const server = await plantServer(granted);
    const { steps } = await browserOf().walk(server.origin, call);
    expect(steps[0]).toMatchObject({ kind: "classify", preflightFor: reasons });
    expect(server.seen[0]?.method === "OPTIONS").toBe(reasons.length > 0);
  });
});

describe("a redirect", () => {
  test("between foreign origins makes the origin null, drops authorization and keeps being checked", async () => {
    const end = await plantServer(answering(200, [["Access-Control-Allow-Origin", "null"]]));
    const start = await plantServer(
      answering(302, [
        allow,
        ["Access-Control-Allow-Headers", "authorization"],
        ["Location", `${end.origin}/end`],
      ]),
    );
    // The preflight is answered with 302 as well, so only a header-less call gets through.
    const trace = await browserOf().walk(start.origin);
    expect(kinds(trace)).toEqual([
      "classify",
      "actual",
      "redirect",
      "classify",
      "actual",
      "exposure",
    ]);
    expect(end.seen[0]?.headers["origin"]).toBe("null");
    expect(trace.response).toMatchObject({ redirected: true, url: `${end.origin}/end` });
  });

  test.each<{ engine: Engine; preflight: string; seen: string[] }>([
    { engine: "chromium", preflight: "null", seen: ["OPTIONS"] },
    { engine: "firefox", preflight: origin, seen: ["OPTIONS", "PUT"] },
  ])("then: $engine preflights with Origin $preflight", async ({ engine, preflight, seen }) => {
    const end = await plantServer(answering(200, [allow, ["Access-Control-Allow-Methods", "PUT"]]));
    const start = await plantServer((request, response) => {
      const status = request.method === "OPTIONS" ? 200 : 307;
      answering(status, [
        allow,
        ["Access-Control-Allow-Methods", "PUT"],
        ["Location", `${end.origin}/end`],
      ])(request, response);
    });
    const trace = await browserOf(engine).walk(start.origin, { method: "PUT" });
    expect(trace.failure).toMatchObject({ id: "acao-mismatch" });
    expect(trace.departures.map(({ id }) => id)).toContain("redirect-preflight-origin");
    expect(end.seen.map(({ method }) => method)).toEqual(seen);
    expect(end.seen[0]?.headers["origin"]).toBe(preflight);
  });

  test("is followed twenty times", async () => {
    const server = await plantServer(answering(302, [allow, ["Location", "/"]]));
    const { failure } = await browserOf().walk(server.origin);
    expect(failure).toMatchObject({ id: "redirect-limit", stage: "redirect" });
    expect(server.seen).toHaveLength(21);
  });

  test("by 303 turns PUT into GET without a body", async () => {
    const server = await plantServer((request, response) => {
      const status = request.method === "PUT" ? 303 : 200;
      answering(status, [allow, ["Access-Control-Allow-Methods", "PUT"], ["Location", "/next"]])(
        request,
        response,
      );
    });
    const trace = await browserOf().walk(server.origin, { method: "PUT", body: "x" });
    expect(trace.outcome).toBe("readable");
    expect(server.seen.map(({ method, url, body }) => `${method} ${url} ${body}`)).toEqual([
      "OPTIONS / ",
      "PUT / x",
      "GET /next ",
    ]);
    expect(server.seen[2]?.headers).not.toHaveProperty("content-type");
  });

  test.each<{ redirect: "error" | "manual"; outcome: Trace["outcome"] }>([
    { redirect: "error", outcome: "blocked" },
    { redirect: "manual", outcome: "opaque" },
  ])("with redirect: '$redirect' is $outcome", async ({ redirect, outcome }) => {
    const server = await plantServer(answering(302, [allow, ["Location", "/next"]]));
    const trace = await browserOf().walk(server.origin, { redirect });
    expect(trace.outcome).toBe(outcome);
    expect(server.seen).toHaveLength(1);
  });
});

describe("what is no CORS", () => {
  test("a page's own server needs no header and hides only cookies", async () => {
    const server = await plantServer(
      answering(200, [
        ["X-A", "1"],
        ["Set-Cookie", "a=1"],
      ]),
    );
    const browser = createBrowser({ origin: server.origin, transport: liveTransport() });
    const { response } = await browser.walk("/a", { method: "PUT" });
    expect(response?.type).toBe("basic");
    expect(response?.headers).toContainEqual(["x-a", "1"]);
    expect(response?.headers.map(([name]) => name)).not.toContain("set-cookie");
    expect(server.seen[0]?.headers).toMatchObject({
      origin: server.origin,
      "sec-fetch-site": "same-origin",
    });
  });

  test("mode no-cors sends and sees nothing", async () => {
    const server = await plantServer(answering(200, []));
    const trace = await browserOf().walk(server.origin, {
      mode: "no-cors",
      headers: { "x-a": "1" },
    });
    expect(trace).toMatchObject({
      outcome: "opaque",
      response: { type: "opaque", status: 0, headers: [] },
    });
    expect(trace.steps[0]).toMatchObject({ dropped: ["x-a"] });
  });

  test.each([
    { policy: undefined, sent: origin },
    { policy: "no-referrer", sent: "null" },
    { policy: "same-origin", sent: "null" },
  ] as const)("a form under $policy posts Origin $sent", async ({ policy, sent }) => {
    const server = await plantServer(answering(200, []));
    const trace = await browserOf().walk(server.origin, {
      initiator: "form",
      method: "POST",
      body: new URLSearchParams("a=1"),
      referrerPolicy: policy,
    });
    expect(trace.outcome).toBe("sent");
    expect(server.seen[0]?.headers).toMatchObject({
      origin: sent,
      "sec-fetch-mode": "navigate",
      "content-type": "application/x-www-form-urlencoded;charset=UTF-8",
    });
  });

  test("a WebSocket carries Origin; only the status decides", async () => {
    const server = await plantServer(answering(403, [allow]));
    const trace = await browserOf().walk(server.origin.replace("http", "ws"), {
      initiator: "websocket",
    });
    expect(trace).toMatchObject({
      outcome: "failed",
      failure: { id: "websocket-handshake", value: "403" },
    });
    expect(server.seen[0]?.headers).toMatchObject({ origin, upgrade: "websocket" });
  });

  test.each<{ engine: Engine; outcome: Trace["outcome"] }>([
    { engine: "chromium", outcome: "readable" },
    { engine: "firefox", outcome: "readable" },
    { engine: "webkit", outcome: "blocked" },
  ])("an https page and http loopback in $engine: $outcome", async ({ engine, outcome }) => {
    const server = await plantServer(answering(200, [["Access-Control-Allow-Origin", "*"]]));
    const browser = createBrowser({
      origin: "https://app.example.com",
      engine,
      transport: liveTransport(),
    });
    const trace = await browser.walk(server.origin);
    expect(trace.outcome).toBe(outcome);
    expect(trace.departures.map(({ id }) => id)).toContain("loopback-mixed-content");
  });

  test.each([
    { origin: "https://app.example.com", allowed: false, id: "local-network-permission" },
    { origin: "https://app.example.com", allowed: true, id: undefined },
    { origin: "http://app.example.com", allowed: true, id: "local-network-insecure" },
  ])(
    "Local Network Access: $origin, permission $allowed",
    async ({ origin: page, allowed, id }) => {
      const server = await plantServer(answering(200, [["Access-Control-Allow-Origin", "*"]]));
      const browser = createBrowser({
        origin: page,
        transport: liveTransport(),
        addressSpace: "public",
        localNetworkPermission: allowed,
      });
      const { failure } = await browser.walk(server.origin);
      expect(failure?.id).toBe(id);
      expect(server.seen).toHaveLength(id === undefined ? 1 : 0);
    },
  );

  test("a lost connection is a network failure", async () => {
    const server = await plantServer((request) => request.socket.destroy());
    const trace = await browserOf().walk(server.origin);
    expect(trace).toMatchObject({
      outcome: "failed",
      failure: { id: "network", stage: "network" },
    });
  });
});
