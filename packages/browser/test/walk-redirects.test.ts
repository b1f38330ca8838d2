import { describe, expect, test } from "vitest";
import { createBrowser, type Engine, type Step, type Trace } from "../src/index.ts";
import { liveTransport } from "../src/live.ts";
import { answering, plantServer } from "./planted-server.ts";

const origin = "http://app.shop.localhost:8080";
const allow = ["Access-Control-Allow-Origin", origin] as const;
const browserOf = (engine: Engine = "chromium"): ReturnType<typeof createBrowser> =>
  createBrowser({ origin, engine, transport: liveTransport() });
const kinds = ({ steps }: Trace): readonly Step["kind"][] => steps.map(({ kind }) => kind);

describe("a redirect", () => {
  test("between foreign origins makes the origin null and drops authorization", async () => {
    const open = [
      ["Access-Control-Allow-Origin", "*"],
      ["Access-Control-Allow-Headers", "authorization, x-a"],
    ] as const;
    const end = await plantServer(answering(200, open));
    const start = await plantServer((request, response) => {
      const status = request.method === "OPTIONS" ? 200 : 302;
      answering(status, [...open, ["Location", `${end.origin}/end`]])(request, response);
    });
    const trace = await browserOf().walk(start.origin, {
      headers: { authorization: "Bearer x", "x-a": "1" },
    });
    expect(kinds(trace)).toEqual([
      "classify",
      "preflight",
      "actual",
      "redirect",
      "classify",
      "preflight",
      "actual",
      "exposure",
    ]);
    expect(trace.steps[3]).toMatchObject({ origin: "null", droppedHeaders: ["authorization"] });
    expect(trace.response).toMatchObject({ redirected: true, url: `${end.origin}/end` });
    expect(end.seen.map(({ headers }) => headers["origin"])).toEqual(["null", "null"]);
    expect(end.seen[0]?.headers["access-control-request-headers"]).toBe("x-a");
    expect(end.seen[1]?.headers).toMatchObject({ "x-a": "1" });
    expect(end.seen[1]?.headers).not.toHaveProperty("authorization");
    expect(start.seen[1]?.headers["authorization"]).toBe("Bearer x");
  });

  test.each<{ engine: Engine; dropped: readonly string[] }>([
    { engine: "chromium", dropped: ["dpr", "width"] },
    { engine: "webkit", dropped: [] },
  ])("within a foreign origin drops $dropped in $engine", async ({ engine, dropped }) => {
    const open = [
      ["Access-Control-Allow-Origin", "*"],
      ["Access-Control-Allow-Headers", "*"],
    ] as const;
    const server = await plantServer((request, response) => {
      const moves = request.url === "/" && request.method !== "OPTIONS";
      answering(moves ? 307 : 200, [...open, ["Location", "/end"]])(request, response);
    });
    const sent = ["dpr", "width", "save-data"];
    const { steps } = await browserOf(engine).walk(server.origin, {
      headers: { dpr: "2", width: "12px", "save-data": "on" },
    });
    expect(steps.find(({ kind }) => kind === "redirect")).toMatchObject({
      droppedHeaders: dropped,
    });
    const end = server.seen.at(-1);
    expect(end?.url).toBe("/end");
    expect(sent.filter((name) => end?.headers[name] === undefined)).toEqual(dropped);
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

  test.each<{ engine: Engine; method: string; asked: string; outcome: Trace["outcome"] }>([
    { engine: "chromium", method: "DELETE", asked: "DELETE", outcome: "blocked" },
    { engine: "firefox", method: "DELETE", asked: "DELETE", outcome: "blocked" },
    { engine: "webkit", method: "DELETE", asked: "GET", outcome: "readable" },
    { engine: "webkit", method: "PUT", asked: "PUT", outcome: "blocked" },
  ])(
    "by 307 to another server asks in $engine for $asked instead of $method: $outcome",
    async ({ engine, method, asked, outcome }) => {
      const star = ["Access-Control-Allow-Origin", "*"] as const;
      const end = await plantServer(answering(200, [star]));
      const start = await plantServer((request, response) => {
        answering(request.method === "OPTIONS" ? 200 : 307, [
          star,
          ["Access-Control-Allow-Methods", method],
          ["Location", `${end.origin}/end`],
        ])(request, response);
      });
      const trace = await browserOf(engine).walk(start.origin, { method, body: "x" });
      expect(trace.outcome).toBe(outcome);
      expect(end.seen[0]?.headers["access-control-request-method"]).toBe(asked);
      expect(trace.departures.some(({ id }) => id === "redirect-delete")).toBe(method === "DELETE");
    },
  );

  test("keeps content-type in WebKit's preflight after 302 made a POST a GET", async () => {
    const open = [
      ["Access-Control-Allow-Origin", "*"],
      ["Access-Control-Allow-Headers", "content-type"],
    ] as const;
    const server = await plantServer((request, response) => {
      const status = request.method === "POST" ? 302 : 200;
      answering(status, [...open, ["Location", "/next"]])(request, response);
    });
    const init = { method: "POST", body: "{}", headers: { "content-type": "application/json" } };
    await browserOf("webkit").walk(server.origin, init);
    expect(server.seen.map(({ method }) => method)).toEqual(["OPTIONS", "POST", "OPTIONS", "GET"]);
    expect(server.seen[2]?.headers["access-control-request-headers"]).toBe("content-type");
    expect(server.seen[3]?.headers).not.toHaveProperty("content-type");
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
