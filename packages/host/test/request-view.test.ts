import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { expect, test } from "vitest";
import { isPreflight, RequestView } from "../src/request-view.ts";

function receive(method: string, headers: Record<string, string>): IncomingMessage {
  const raw = new IncomingMessage(new Socket());
  raw.method = method;
  raw.headers = headers;
  return raw;
}

test("reads each field from the header of its name", () => {
  const own = new Set(["https://api.example.com"]);
  const raw = receive("OPTIONS", {
    origin: "https://app.example.com",
    "access-control-request-method": "PUT",
    "access-control-request-headers": "x-a",
    "sec-fetch-site": "cross-site",
    host: "api.example.com:8080",
  });
  const { method, origin, requestMethod, requestHeaders, fetchSite, host, selfOrigins, upgrade } =
    new RequestView(raw, own);
  expect({
    method,
    origin,
    requestMethod,
    requestHeaders,
    fetchSite,
    host,
    selfOrigins,
    upgrade,
  }).toEqual({
    method: "OPTIONS",
    origin: "https://app.example.com",
    requestMethod: "PUT",
    requestHeaders: "x-a",
    fetchSite: "cross-site",
    host: "api.example.com:8080",
    selfOrigins: own,
    upgrade: false,
  });
});

const upgrades = [
  {
    title: "an upgrade to WebSocket",
    method: "GET",
    headers: { upgrade: "websocket" },
    upgrade: true,
  },
  { title: "one in another case", method: "GET", headers: { upgrade: "WebSocket" }, upgrade: true },
  {
    title: "one among others",
    method: "GET",
    headers: { upgrade: "h2c, websocket" },
    upgrade: true,
  },
  {
    title: "an upgrade to something else",
    method: "GET",
    headers: { upgrade: "h2c" },
    upgrade: false,
  },
  {
    title: "an extended CONNECT",
    method: "CONNECT",
    headers: { ":protocol": "websocket" },
    upgrade: true,
  },
  { title: "none", method: "GET", headers: {}, upgrade: false },
];

test.each(upgrades)("$title", ({ method, headers, upgrade }) => {
  expect(new RequestView(receive(method, { ...headers }), undefined).upgrade).toBe(upgrade);
});

test("on HTTP/2 the authority is the host", () => {
  const raw = receive("GET", { ":authority": "api.example.com", host: "other.example.com" });
  expect(new RequestView(raw, undefined).host).toBe("api.example.com");
});

const origin = "https://app.example.com";
const preflights = [
  {
    title: "all three",
    method: "OPTIONS",
    headers: { origin, "access-control-request-method": "PUT" },
    is: true,
  },
  {
    title: "another method",
    method: "GET",
    headers: { origin, "access-control-request-method": "PUT" },
    is: false,
  },
  {
    title: "no Origin",
    method: "OPTIONS",
    headers: { "access-control-request-method": "PUT" },
    is: false,
  },
  {
    title: "an empty Origin",
    method: "OPTIONS",
    headers: { origin: "", "access-control-request-method": "PUT" },
    is: false,
  },
  { title: "nothing asked", method: "OPTIONS", headers: { origin }, is: false },
  {
    title: "an empty question",
    method: "OPTIONS",
    headers: { origin, "access-control-request-method": "" },
    is: false,
  },
];

test.each(preflights)("a preflight? $title: $is", ({ method, headers, is }) => {
  expect(isPreflight(receive(method, { ...headers }))).toBe(is);
});
