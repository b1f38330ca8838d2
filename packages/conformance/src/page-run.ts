import type { Failure } from "@corsage/browser";
import type { Engine, EngineName, PageServer } from "@corsage/engines";
import { type PlacedCall, runCalls } from "./engine-run.ts";
import { sightOfTrace, walkCall } from "./model-run.ts";
import { type PageCall, pageCallOf } from "./page-call.ts";
import type { PageSight } from "./page-sight.ts";
import type { Row } from "./row.ts";
import { type RunningHost, withCase } from "./running-host.ts";
import type { RunningHosts } from "./running-hosts.ts";

/** A row that a page can make, and the host that answers it. */
export interface PageRow {
  readonly row: Row;
  readonly call: PageCall;
  readonly running: RunningHost;
}

/** The rows that pages can make, each with a running host that serves its application. */
export async function placeRows(
  rows: readonly Row[],
  running: RunningHosts,
): Promise<readonly PageRow[]> {
  const placed = rows.map(async (row) => {
    const call = pageCallOf(row);
    return call === undefined ? [] : [{ row, call, running: await running.serving(row.app) }];
  });
  return (await Promise.all(placed)).flat();
}

/** What the model says of a row. */
export interface ModelSight {
  readonly sight: PageSight;
  readonly failure: Failure | undefined;
}

/** Walks rows through the model, over the same sockets as a browser. `run` is a name no other run has; bodies that repeat the URL have its length. */
export async function foretell(
  rows: readonly PageRow[],
  engine: EngineName,
  run: string,
): Promise<readonly ModelSight[]> {
  const sights: ModelSight[] = [];
  for (const [index, { call, row, running }] of rows.entries()) {
    const id = `${run}-${index}`;
    // oxlint-disable-next-line no-await-in-loop -- a page makes one call after the other
    const trace = await walkCall(call, urlOf(row, running, id), engine);
    sights.push({
      sight: seen(running, id, sightOfTrace(trace, engine)),
      failure: trace.failure,
    });
  }
  return sights;
}

/** Makes rows' calls in a real browser. `run` is a name no other run has; bodies that repeat the URL have its length. */
export async function observe(
  rows: readonly PageRow[],
  engine: Engine,
  pages: PageServer,
  run: string,
): Promise<readonly PageSight[]> {
  const ids = rows.map((_, index) => `${run}-${index}`);
  const calls = rows.map(({ call, row, running }, index): PlacedCall => ({
    call,
    url: urlOf(row, running, ids[index] ?? ""),
  }));
  const sights = await runCalls(engine, pages, calls);
  return sights.map((sight, index) => {
    const { running } = rows[index] ?? {};
    if (running === undefined) throw new Error("more outcomes than rows");
    return seen(running, ids[index] ?? "", sight);
  });
}

function urlOf({ request }: Row, { port }: RunningHost, id: string): string {
  return `http://api.localhost:${port}${withCase(request.path ?? "/items", id)}`;
}

/** Adds what the server saw, and takes the run's own part out of every text. */
function seen(
  running: RunningHost,
  id: string,
  sight: Omit<PageSight, "preflights" | "runs">,
): PageSight {
  const { preflights, runs } = running.logOf(id);
  return {
    ...sight,
    console: sight.console.map((line) => line.replaceAll(id, "")),
    preflights,
    runs,
  };
}
