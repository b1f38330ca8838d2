import { describe, expect, test } from "vitest";
import {
  createBrowser,
  type BrowserOptions,
  type HeaderLine,
  type WalkInit,
} from "../src/index.ts";

const origin = "https://app.example.com";
const api = "https://api.example.com/";

interface Row {
  readonly title: string;
  readonly init?: WalkInit;
  readonly url?: string;
  readonly status?: number;
  readonly lines?: readonly HeaderLine[];
  readonly options?: Partial<BrowserOptions>;
  readonly departures: readonly string[];
}
const put: WalkInit = { method: "PUT" };
const lists: readonly HeaderLine[] = [["access-control-allow-methods", "PUT"]];

describe("a trace names the departures its request met, and no other", () => {
  test.each<Row>([
    { title: "a plain GET", departures: [] },
    {
      title: "a preflight of ten minutes",
      init: put,
      lines: [...lists, ["access-control-max-age", "600"]],
      departures: [],
    },
    {
      title: "one of an hour",
      init: put,
      lines: [...lists, ["access-control-max-age", "3600"]],
      departures: ["preflight-lifetime"],
    },
    {
      title: "a lifetime in words",
      init: put,
      lines: [...lists, ["access-control-max-age", "1h"]],
      departures: ["preflight-lifetime"],
    },
    {
      title: "a star for methods",
      init: put,
      lines: [["access-control-allow-methods", "*"]],
      departures: ["wildcard-not-cached"],
    },
    {
      title: "authorization under a star",
      init: { headers: { authorization: "x" } },
      lines: [["access-control-allow-headers", "*"]],
      departures: ["authorization-wildcard", "wildcard-not-cached"],
    },
    { title: "a client hint", init: { headers: { dpr: "2" } }, departures: ["client-hints"] },
    { title: "BYTES=", init: { headers: { range: "BYTES=0-1" } }, departures: ["range-unit-case"] },
    {
      title: "a very long range",
      init: { headers: { range: `bytes=${"9".repeat(30)}-` } },
      departures: ["range-size"],
    },
    { title: "user-agent", init: { headers: { "user-agent": "x" } }, departures: ["user-agent"] },
    {
      title: "an upload listener without a body",
      init: { initiator: "xhr", uploadListener: true },
      departures: ["upload-listener"],
    },
    { title: "status 407", status: 407, departures: ["proxy-authentication"] },
    {
      title: "an empty Location",
      status: 302,
      lines: [["location", ""]],
      departures: ["empty-location"],
    },
    { title: "http loopback", url: "http://localhost:1/", departures: ["loopback-mixed-content"] },
    {
      title: "a local network",
      url: "https://192.168.0.1/",
      options: { addressSpace: "public" },
      departures: ["local-network"],
    },
    {
      title: "accept under a star with credentials",
      init: { credentials: "include" },
      lines: [
        ["access-control-allow-credentials", "true"],
        ["access-control-expose-headers", "*"],
        ["accept", "x"],
      ],
      departures: ["exposed-accept"],
    },
    {
      title: "a header given twice",
      init: {
        headers: [
          ["accept", "a"],
          ["accept", "b"],
        ],
      },
      departures: ["repeated-headers"],
    },
  ])(
    "$title: $departures",
    async ({ init, url = api, status = 200, lines = [], options, departures }) => {
      const browser = createBrowser({
        origin,
        transport: () => ({ status, headers: [["access-control-allow-origin", origin], ...lines] }),
        ...options,
      });
      const trace = await browser.walk(url, init);
      expect(trace.departures.map(({ id }) => id).toSorted()).toEqual([...departures].toSorted());
    },
  );
});

test("after a redirect: whose origin, asked again, and for what", async () => {
  const browser = createBrowser({
    origin,
    transport: ({ url, method, headers }) => {
      const open: readonly HeaderLine[] = [
        ["access-control-allow-origin", new Map(headers).get("origin") ?? ""],
        ["access-control-allow-headers", "authorization, x-a"],
      ];
      return url === api && method === "GET"
        ? { status: 302, headers: [...open, ["location", "https://b.example/"]] }
        : { status: 200, headers: open };
    },
  });
  const trace = await browser.walk(api, { headers: { authorization: "x", "x-a": "1" } });
  expect(trace.outcome).toBe("readable");
  expect(trace.departures.map(({ id }) => id)).toEqual([
    "redirect-headers",
    "redirect-preflight-origin",
  ]);
});
