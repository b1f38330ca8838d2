import type { Server } from "node:http";
import { createApi } from "@corsage/fastify-api";
import { enginesToTest } from "@corsage/engines";
import { createForecast, Ledger } from "@corsage/shop";
import { afterEach, expect, test } from "vitest";
import { check } from "../src/check.ts";
import { closeServer, listen } from "../src/loopback.ts";
import { createPageServer } from "../src/page-server.ts";
import type { ApiAddress } from "../src/page/setting.ts";

const closers: (() => unknown)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

const chromium = enginesToTest().filter((name) => name === "chromium");

test.each(chromium)(
  "in %s, an API that lists nobody fails the listed page, row by row",
  async () => {
    const ledger = new Ledger();
    const apis: ApiAddress[] = [];
    let origin = "";
    const page = createPageServer({
      setting: () => ({
        guest: "listed",
        pages: [{ guest: "listed", origin }],
        identity: origin.replace("localhost", "id.localhost"),
        apis,
      }),
      seen: (id) => ledger.read(id),
    });
    const nobody = ["http://localhost:1"];
    const api = await createApi({
      guests: { shop: nobody, admin: nobody, partners: nobody, identity: nobody },
      forecast: await serve(createForecast()),
      ledger,
    });
    closers.push(() => api.close());
    apis.push({ name: "Fastify", origin: await serve(api.server) });
    origin = await serve(page);

    const { lines, failed } = await check({ pages: [{ guest: "listed", origin }], apis });
    // As they were: the public catalogue, with cookies too; no-cors; the header nobody listed; the routes
    // for others or for nobody; the service passed on.
    expect(lines.filter((line) => line.startsWith("  ok")).map(title)).toEqual([
      "The public catalogue",
      "no-cors, which is no cure",
      "A request header that nobody listed",
      "The public catalogue, with cookies",
      "The stock, for the back office",
      "New stock, from the back office",
      "Wholesale prices, for partners",
      "A route for no other origin",
      "Another service, passed on untouched",
    ]);
    expect(lines).toContain("       The answer: blocked; expected: read.");
    expect(lines.at(-1)).toBe("demo: 9 passed, 20 failed");
    expect(failed).toBe(20);
  },
  60_000,
);

async function serve(server: Server): Promise<string> {
  closers.push(() => closeServer(server));
  return listen(server, 0);
}

test.each(chromium.length === 0 ? ["no Chromium is installed: nothing was tested here"] : [])(
  "%s",
  () => expect(enginesToTest()).not.toContain("chromium"),
);

/** The second column. */
function title(line: string): string | undefined {
  return line.trim().split(/ {2,}/)[1];
}
