import {
  type CaseResult,
  type Engine,
  type FetchCase,
  type Message,
  type PageCase,
  type PageServer,
  runBatch,
} from "@corsage/engines";
import type { PageCall } from "./page-call.ts";
import { type PageSight, tidyHeaders } from "./page-sight.ts";
import { caseIdOf } from "./running-host.ts";

/** A call, and the URL that is its own. */
export interface PlacedCall {
  readonly call: PageCall;
  readonly url: string;
}

/** What an engine shows of one call; what its server saw is the server's to tell. */
export type EngineSight = Omit<PageSight, "requests" | "runs">;

/** Makes calls in pages of a real browser, one batch for each origin, and returns what was seen in their order. */
export async function runCalls(
  engine: Engine,
  pages: PageServer,
  calls: readonly PlacedCall[],
): Promise<readonly EngineSight[]> {
  const seen = new Map<string, EngineSight>();
  const byOrigin = groupByOrigin(calls);
  for (const [origin, batch] of byOrigin) {
    // A sandboxed frame has no origin, so whose page holds it makes no difference.
    const host = origin === "null" ? "other.localhost" : new URL(origin).hostname;
    // oxlint-disable-next-line no-await-in-loop -- an engine shows one page at a time
    const { results, unattributed } = await runBatch(engine, pages, batch.map(caseOf), { host });
    for (const result of results) {
      const id = caseIdOf(result.case.url);
      const strays = unattributed.filter(({ text, url }) => caseIdOf(text, url) === id);
      seen.set(result.case.url, sightOf(result, strays));
    }
  }
  return calls.map(({ url }) => {
    const sight = seen.get(url);
    if (sight === undefined) throw new Error(`${engine.name} has no outcome for ${url}`);
    return sight;
  });
}

function caseOf({ call, url }: PlacedCall): PageCase {
  const { origin, method, headers, body, credentials, redirect } = call;
  const request: Omit<FetchCase, "kind" | "url"> = {
    method,
    headers,
    credentials,
    redirect,
    ...(body !== undefined && { body: { kind: "text", text: body } }),
  };
  return origin === "null"
    ? { kind: "sandboxed", url, request }
    : { kind: "fetch", url, ...request };
}

/** Chromium and WebKit remark on every status of 400 and more, readable or not. */
const remark = /the server responded with a status of/;

function sightOf(
  { outcome, messages, failures }: CaseResult,
  strays: readonly Message[],
): EngineSight {
  const isResponse = outcome.outcome === "response";
  return {
    outcome: isResponse
      ? `reads ${outcome.status}`
      : outcome.outcome === "failed"
        ? "blocked"
        : outcome.outcome,
    headers: tidyHeaders(isResponse ? Object.entries(outcome.headers) : []),
    console: [...messages, ...strays]
      .map(({ text }) => text)
      .filter((text) => !remark.test(text))
      .toSorted(),
    corsErrors: failures.flatMap(({ corsError }) => corsError ?? []),
  };
}

function groupByOrigin(calls: readonly PlacedCall[]): ReadonlyMap<string, readonly PlacedCall[]> {
  const groups = new Map<string, PlacedCall[]>();
  for (const placed of calls) {
    const group = groups.get(placed.call.origin);
    if (group === undefined) groups.set(placed.call.origin, [placed]);
    else group.push(placed);
  }
  return groups;
}
