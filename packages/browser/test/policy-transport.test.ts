import { definePolicy } from "@corsage/core";
import { describe, expect, test } from "vitest";
import { createBrowser, policyTransport, type Trace, type WalkInit } from "../src/index.ts";

const app = "https://app.example.com";
const api = "https://api.example.com/orders";
const policy = definePolicy({
  origin: app,
  credentials: true,
  methods: ["GET", "PUT"],
  allowedHeaders: ["content-type"],
  exposedHeaders: ["etag"],
});
const respond = () => ({
  status: 200,
  headers: [
    ["ETag", '"1"'],
    ["X-Secret", "1"],
    ["Vary", "Accept-Encoding"],
    ["Access-Control-Allow-Origin", "*"],
  ] as const,
});

describe("a policy in memory", () => {
  test.each<{
    title: string;
    origin: string;
    init: WalkInit;
    outcome: Trace["outcome"];
    failure?: string;
  }>([
    { title: "a listed page reads", origin: app, init: {}, outcome: "readable" },
    {
      title: "with credentials",
      origin: app,
      init: { credentials: "include" },
      outcome: "readable",
    },
    {
      title: "and writes what is listed",
      origin: app,
      init: { method: "PUT", body: "{}", headers: { "content-type": "application/json" } },
      outcome: "readable",
    },
    {
      title: "not what is not",
      origin: app,
      init: { method: "DELETE" },
      outcome: "blocked",
      failure: "method-not-listed",
    },
    {
      title: "no header that is not listed",
      origin: app,
      init: { headers: { "x-a": "1" } },
      outcome: "blocked",
      failure: "header-not-listed",
    },
    {
      title: "another page does not read",
      origin: "https://b.example.com",
      init: {},
      outcome: "blocked",
      failure: "acao-missing",
    },
    {
      title: "nor write",
      origin: "https://b.example.com",
      init: { method: "PUT" },
      outcome: "blocked",
      failure: "acao-missing",
    },
    {
      title: "a sandboxed frame does not read",
      origin: "null",
      init: {},
      outcome: "blocked",
      failure: "acao-missing",
    },
    {
      title: "the application's own page does",
      origin: "https://api.example.com",
      init: { method: "DELETE" },
      outcome: "readable",
    },
    {
      title: "a listed page opens a WebSocket",
      origin: app,
      init: { initiator: "websocket" },
      outcome: "failed",
      failure: "websocket-handshake",
    },
  ])("$title", async ({ origin, init, outcome, failure }) => {
    const browser = createBrowser({ origin, transport: policyTransport(policy, { respond }) });
    const url = init.initiator === "websocket" ? api.replace("https", "wss") : api;
    const trace = await browser.walk(url, init);
    expect({ outcome: trace.outcome, failure: trace.failure?.id }).toEqual({ outcome, failure });
  });

  test("merges Vary, replaces foreign CORS headers and exposes what is listed", async () => {
    const browser = createBrowser({ origin: app, transport: policyTransport(policy, { respond }) });
    const { steps, response } = await browser.walk(api);
    const actual = steps.find(({ kind }) => kind === "actual");
    expect(actual).toMatchObject({
      response: {
        headers: [
          ["ETag", '"1"'],
          ["X-Secret", "1"],
          ["access-control-allow-origin", app],
          ["access-control-allow-credentials", "true"],
          ["access-control-expose-headers", "etag"],
          ["vary", "Accept-Encoding, Origin"],
        ],
      },
    });
    expect(response?.headers).toEqual([["etag", '"1"']]);
  });

  test("an unsafe request is refused before the application sees it", async () => {
    let ran = 0;
    const transport = policyTransport(policy, {
      respond: () => {
        ran += 1;
        return { status: 200, headers: [] };
      },
    });
    const browser = createBrowser({ origin: "https://evil.example", transport });
    const trace = await browser.walk(api, { method: "POST", body: "x" });
    const actual = trace.steps.find((step) => step.kind === "actual");
    expect(ran).toBe(0);
    expect(actual?.response.status).toBe(403);
    expect(new TextDecoder().decode(actual?.response.body)).toContain("https://evil.example");
  });
});
