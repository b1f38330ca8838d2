import { type Engine, enginesToTest, launch, PageServer } from "@corsage/engines";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hosts } from "../src/hosts.ts";
import { loopbackOrigins } from "../src/origins.ts";
import { foretell, type ModelSight, observe, type PageRow, placeRows } from "../src/page-run.ts";
import type { PageSight } from "../src/page-sight.ts";
import { concerns } from "../src/row-run.ts";
import { RunningHosts } from "../src/running-hosts.ts";
import { allRows } from "../src/rows.ts";
import { isPreflight } from "../src/seen-request.ts";

// The middleware warns of every refusal, and most rows are one.
process.removeAllListeners("warning");

const names = enginesToTest();
const engines = new Map<string, Engine>();
let pages: PageServer;

beforeAll(async () => {
  pages = await PageServer.start();
  await Promise.all(names.map(async (name) => engines.set(name, await launch(name))));
}, 120_000);

const total = { runs: 0, differences: 0 };

afterAll(async () => {
  console.log(
    `${hosts.length} hosts × ${names.length} engines: ${total.runs} rows run, ${total.differences} differences`,
  );
  await Promise.all([...engines.values()].map((engine) => engine.close()));
  await pages.close();
});

interface Compared {
  readonly foretold: readonly PageSight[];
  readonly observed: readonly PageSight[];
}

describe.each(hosts)("on $name", (host) => {
  const running = new RunningHosts(host);
  // Ports come back, and a browser remembers: no two hosts may share a URL.
  const place = hosts.indexOf(host);
  const compared = new Map<string, Compared>();
  let placed: readonly PageRow[] = [];

  beforeAll(async () => {
    const rows = allRows(loopbackOrigins(pages.port)).filter((row) => concerns(row, host));
    placed = await placeRows(rows, running);
    // All are waited for when one fails: the next host's pages must not find an engine that is still busy.
    const ended = await Promise.allSettled(
      [...engines].map(async ([name, engine]) => {
        const model = await foretell(placed, engine.name, `walk-${place}-${name}`);
        const foretold = model.map(({ sight }) => sight);
        compared.set(name, {
          foretold,
          observed: await observe(placed, engine, pages, `page-${place}-${name}`),
        });
      }),
    );
    for (const end of ended) if (end.status === "rejected") throw end.reason;
  }, 240_000);

  afterAll(() => running.close());

  test("the model sees what the rows say", async () => {
    const sights = await foretell(placed, "chromium", "rows");
    expect(
      byTitle(
        placed,
        placed.map((row, index) => told(sights[index], row)),
      ),
    ).toEqual(byTitle(placed, placed.map(expected)));
  }, 120_000);

  test.each(names)("a page in %s sees what the model sees", (name) => {
    const { foretold = [], observed = [] } = compared.get(name) ?? {};
    const differing = observed.filter(
      (sight, index) => JSON.stringify(sight) !== JSON.stringify(foretold[index]),
    );
    console.log(
      `${host.name} in ${name}: ${observed.length} rows, ${differing.length} differences`,
    );
    total.runs += observed.length;
    total.differences += differing.length;
    expect(observed.length).toBeGreaterThan(200);
    expect(byTitle(placed, observed)).toEqual(byTitle(placed, foretold));
  });
});

function byTitle<T>(rows: readonly PageRow[], values: readonly T[]): Record<string, T | undefined> {
  return Object.fromEntries(rows.map(({ row }, index) => [row.title, values[index]]));
}

/** A row's page, in the form in which it is compared. */
interface Told {
  readonly outcome: string;
  readonly exposes: readonly string[];
  readonly preflight: boolean;
}

function expected({ row }: PageRow): Told {
  const { page, request } = row;
  if (page === undefined) throw new Error("a row without a page was placed in one");
  const preflight = page.preflight ?? request.asks !== undefined;
  return "blocked" in page
    ? { outcome: page.blocked, exposes: [], preflight }
    : { outcome: `reads ${page.reads}`, exposes: page.exposes ?? [], preflight };
}

/** What the handlers of an application send by themselves: under a star, a page reads its framework's headers too. */
function ownHeaders({ row }: PageRow): ReadonlySet<string> {
  return new Set(row.app.routes.flatMap(({ reply }) => Object.keys(reply?.headers ?? {})));
}

/** https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name, as far as handlers here send them. */
const safelisted = new Set(["cache-control", "content-language", "last-modified"]);

function told(model: ModelSight | undefined, row: PageRow): Told | undefined {
  if (model === undefined) return undefined;
  const { answers, requests } = model.sight;
  const { outcome, headers } = answers[0] ?? { outcome: "nothing", headers: {} };
  const own = ownHeaders(row);
  return {
    outcome: model.failure?.id ?? outcome,
    exposes: Object.keys(headers).filter(
      (name) => own.has(name) && !safelisted.has(name) && !name.startsWith("access-control-"),
    ),
    preflight: requests.some(isPreflight),
  };
}
