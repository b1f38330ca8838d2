import { liveTransport } from "@corsage/browser/live";
import { check, Prober, scan } from "corsage";
import { afterAll, describe, expect, test } from "vitest";
import { hosts } from "../src/hosts.ts";
import type { App } from "../src/row.ts";
import { RunningHosts } from "../src/running-hosts.ts";

// The middleware warns of every refusal, and most probes are one.
process.removeAllListeners("warning");

const origin = "https://app.example.com";

/** A shop as anybody would configure it, with cookies and a write. */
const shop: App = {
  cors: {
    origin: [origin],
    credentials: true,
    methods: ["GET", "PUT"],
    exposedHeaders: ["x-total"],
  },
  routes: [
    { url: "/orders", reply: { headers: { "x-total": "3" } } },
    { method: "PUT", url: "/orders" },
  ],
};

/** Public data. */
const catalogue: App = { cors: { origin: "*", methods: ["GET"] }, routes: [{ url: "/orders" }] };

describe.each(hosts)("the command finds nothing to say about $name", (host) => {
  const running = new RunningHosts(host);
  afterAll(() => running.close());

  test.each([
    { title: "a read", app: shop, init: {} },
    { title: "a read with cookies", app: shop, init: { credentials: "include" as const } },
    { title: "a write", app: shop, init: { method: "PUT" } },
    { title: "public data", app: catalogue, init: {} },
  ])("check: $title", async ({ app, init }) => {
    const { port } = await running.serving(app);
    const transport = liveTransport();
    const options = { origin, transport, init, send: true, stack: undefined };
    const report = await check(`http://127.0.0.1:${port}/orders`, options);
    expect(report.findings).toEqual([]);
    expect(report.summary).toBe("The page may read the answer.");
  });

  test("scan", async () => {
    const { port } = await running.serving(shop);
    const report = await scan(`http://127.0.0.1:${port}/orders`, new Prober(liveTransport()));
    expect(report.findings).toEqual([]);
  });
});
