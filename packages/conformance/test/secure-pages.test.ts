import { enginesToTest, type Identity, launch, PageServer } from "@corsage/engines";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { node } from "../src/hosts/node.ts";
import { secureOrigins } from "../src/origins.ts";
import { foretell, observe, type PageRow, placeRows } from "../src/page-run.ts";
import { concerns } from "../src/row-run.ts";
import type { Row } from "../src/row.ts";
import { rowGroups } from "../src/rows.ts";
import { RunningHosts } from "../src/running-hosts.ts";
import { createIdentity } from "./identity.ts";
import { SecureFront } from "./secure-front.ts";

// The middleware warns of every refusal, and most rows are one.
process.removeAllListeners("warning");

/** Their redirects lead to the port without TLS. */
const leadsElsewhere = (row: Row): boolean =>
  row.app.routes.some(({ reply }) => reply?.location?.includes("{port}") === true);

let pages: PageServer;
let identity: Identity;
let placed: readonly PageRow[] = [];
const running = new RunningHosts(node);
const fronts = new Map<PageRow["running"], SecureFront>();

beforeAll(async () => {
  identity = await createIdentity();
  pages = await PageServer.start(0, identity);
  const named = secureOrigins(pages.port);
  const rows = Object.values(rowGroups)
    .flatMap((group) => group(named))
    .filter((row) => concerns(row, node) && !leadsElsewhere(row));
  const plain = await placeRows(rows, running);
  for (const { running: host } of plain) {
    // oxlint-disable-next-line no-await-in-loop -- one TLS end for each application
    if (!fronts.has(host)) fronts.set(host, await SecureFront.start(identity, host.port));
  }
  placed = plain.map((row) => {
    const { running: host } = row;
    const port = fronts.get(host)?.port ?? 0;
    return { ...row, secure: true, running: { port, logOf: (id: string) => host.logOf(id) } };
  });
}, 60_000);
afterAll(async () => {
  await Promise.all([...fronts.values()].map((front) => front.close()));
  await Promise.all([running.close(), pages.close()]);
});

describe("pages and server by https", () => {
  test.each(enginesToTest())(
    "a page in %s sees what the model sees",
    async (name) => {
      const engine = await launch(name);
      try {
        const foretold = await foretell(placed, name, `https-walk-${name}`);
        const observed = await observe(placed, engine, pages, `https-page-${name}`);
        const byTitle = <T>(values: readonly T[]): Record<string, T | undefined> =>
          Object.fromEntries(placed.map(({ row }, index) => [row.title, values[index]]));
        console.log(`https in ${name}: ${observed.length} rows`);
        expect(observed.length).toBeGreaterThan(150);
        expect(byTitle(observed)).toEqual(byTitle(foretold.map(({ sight }) => sight)));
      } finally {
        await engine.close();
      }
    },
    120_000,
  );
});
