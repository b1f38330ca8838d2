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
