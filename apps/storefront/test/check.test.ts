import type { Server } from "node:http";
import { createApi } from "@corsage/fastify-api";
import { Ledger } from "@corsage/shop";
import { afterEach, expect, test } from "vitest";
import { check } from "../src/check.ts";
import { ANY_PORTS, startDemo } from "../src/demo.ts";
import { createPageServer } from "../src/page-server.ts";
import type { ApiAddress } from "../src/page/setting.ts";

const closers: (() => unknown)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

test("both pages pass, and the last line says so", { timeout: 60_000 }, async () => {
  const demo = await startDemo(ANY_PORTS);
  closers.push(demo.close);
  const { lines, failed } = await check(demo);
  expect(failed).toBe(0);
  expect(lines.at(-1)).toBe("demo: 44 passed, 0 failed");
  expect(lines.filter((line) => line.startsWith("  NOT"))).toEqual([]);
});

test(
  "an API that lists nobody fails the listed page, row by row",
  { timeout: 60_000 },
  async () => {
    const ledger = new Ledger();
    const apis: ApiAddress[] = [];
    const page = createPageServer({
      setting: () => ({ guest: "listed", pages: [], apis }),
      seen: (id) => ledger.read(id),
    });
    const api = await createApi({ pageOrigins: ["http://localhost:1"], ledger });
    await api.ready();
    apis.push({ name: "Fastify", origin: await listen(api.server) });
    const origin = await listen(page);
    closers.push(() => api.close());

    const { lines, failed } = await check({ pages: [{ guest: "listed", origin }], apis });
    // What needs no place on the list is as it was: the public catalogue, no-cors, and two that nobody may.
    expect(lines.at(-1)).toBe("demo: 4 passed, 18 failed");
    expect(failed).toBe(18);
    expect(lines).toContain("       The answer: blocked; expected: read.");
  },
);

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => server.close());
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("It listens on no port.");
  return `http://localhost:${address.port}`;
}
