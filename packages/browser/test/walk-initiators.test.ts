import { describe, expect, test } from "vitest";
import { createBrowser, type Engine, type Trace } from "../src/index.ts";
import { liveTransport } from "../src/live.ts";
import { answering, plantServer } from "./planted-server.ts";

const origin = "http://app.shop.localhost:8080";
const allow = ["Access-Control-Allow-Origin", origin] as const;
const browserOf = (engine: Engine = "chromium"): ReturnType<typeof createBrowser> =>
  createBrowser({ origin, engine, transport: liveTransport() });

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
      "content-type": "application/x-www-form-urlencoded",
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
    { origin: "http://app.localhost:8080", allowed: false, id: "local-network-permission" },
    { origin: "null", allowed: true, id: "local-network-insecure" },
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
