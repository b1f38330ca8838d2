import type { Server } from "node:http";
import { createApi } from "@corsage/fastify-api";
import { createForecast, Ledger } from "@corsage/shop";
import { afterEach, expect, test } from "vitest";
import { check } from "../src/check.ts";
import { createPageServer } from "../src/page-server.ts";
import type { ApiAddress } from "../src/page/setting.ts";

const closers: (() => unknown)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

test("an API that lists nobody fails the listed page, row by row", async () => {
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
    forecast: await listen(createForecast()),
    ledger,
  });
  closers.push(() => api.close());
  apis.push({ name: "Fastify", origin: await listen(api.server) });
  origin = await listen(page);

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
}, 60_000);

/** The second column. */
function title(line: string): string | undefined {
  return line.trim().split(/ {2,}/)[1];
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  closers.push(() => server.close());
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("It listens on no port.");
  return `http://localhost:${address.port}`;
}
