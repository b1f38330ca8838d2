import type { Failure } from "@corsage/browser";
import type { Engine, EngineName, PageServer } from "@corsage/engines";
import { type PlacedCalls, runCalls } from "./engine-run.ts";
import { sightOfTraces, walkCalls } from "./model-run.ts";
import { pageCallOf } from "./page-call.ts";
import type { PageSight } from "./page-sight.ts";
import type { PageVisit } from "./page-visit.ts";
import type { Row } from "./row.ts";
import { withCase } from "./running-host.ts";
import type { RunningHosts } from "./running-hosts.ts";

/** A row that a page can make. */
export interface PageRow extends PageVisit {
  readonly row: Row;
}

/** The rows that pages can make, each with a running host that serves its application. */
export async function placeRows(
  rows: readonly Row[],
  running: RunningHosts,
): Promise<readonly PageRow[]> {
  const placed = rows.map(async (row) => {
    const call = pageCallOf(row);
    if (call === undefined) return [];
    const path = row.request.path ?? "/items";
    const calls: PageVisit["calls"] = [call];
    return [{ row, calls, path, running: await running.serving(row.app) }];
  });
  return (await Promise.all(placed)).flat();
}

/** What the model says of a visit. */
export interface ModelSight {
  readonly sight: PageSight;
  /** The first one. */
  readonly failure: Failure | undefined;
}

/** Walks visits through the model, over the same sockets as a browser. `run` is a name no other run has; bodies that repeat the URL have its length. */
export async function foretell(
  visits: readonly PageVisit[],
  engine: EngineName,
  run: string,
): Promise<readonly ModelSight[]> {
  const sights: ModelSight[] = [];
  for (const [index, visit] of visits.entries()) {
    const { calls, running } = visit;
    const id = `${run}-${index}`;
    // oxlint-disable-next-line no-await-in-loop -- hosts are for one walk at a time
    const traces = await walkCalls(calls, urlOf(visit, id), engine);
    sights.push({
      sight: seen(running, id, sightOfTraces(traces, engine)),
      failure: traces.find(({ failure }) => failure !== undefined)?.failure,
    });
  }
  return sights;
}

/** Makes visits in a real browser. `run` is a name no other run has; bodies that repeat the URL have its length. */
export async function observe(
  visits: readonly PageVisit[],
  engine: Engine,
  pages: PageServer,
  run: string,
): Promise<readonly PageSight[]> {
  const ids = visits.map((_, index) => `${run}-${index}`);
  const calls = visits.map((visit, index): PlacedCalls => ({
    calls: visit.calls,
    url: urlOf(visit, ids[index] ?? ""),
  }));
  const sights = await runCalls(engine, pages, calls);
  return sights.map((sight, index) => {
    const { running } = visits[index] ?? {};
    if (running === undefined) throw new Error("more outcomes than visits");
    return seen(running, ids[index] ?? "", sight);
  });
}

function urlOf({ path, running, secure = false }: PageVisit, id: string): string {
  return `${secure ? "https" : "http"}://api.localhost:${running.port}${withCase(path, id)}`;
}

/** Adds what the server saw, and takes the run's own part out of every text. */
function seen(
  running: PageVisit["running"],
  id: string,
  sight: Omit<PageSight, "requests" | "runs">,
): PageSight {
  const { requests, runs } = running.logOf(id);
  return {
    ...sight,
    console: sight.console.map((line) => line.replaceAll(id, "")),
    requests,
    runs,
  };
}
