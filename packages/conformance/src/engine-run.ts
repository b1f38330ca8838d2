import {
  type CaseResult,
  type Engine,
  type FetchCase,
  type Message,
  type PageCase,
  type PageOutcome,
  type PageServer,
  runBatch,
} from "@corsage/engines";
import type { PageCall } from "./page-call.ts";
import { type PageAnswer, type PageSight, tidyHeaders } from "./page-sight.ts";
import type { PageVisit } from "./page-visit.ts";
import { caseIdOf } from "./running-host.ts";

/** Calls, and the URL that is theirs alone. */
export interface PlacedCalls {
  readonly calls: PageVisit["calls"];
  readonly url: string;
}

/** What an engine shows of calls; what its server saw is the server's to tell. */
export type EngineSight = Omit<PageSight, "requests" | "runs">;

/** Makes calls in pages of a real browser, one batch for each origin, and returns what was seen in their order. */
export async function runCalls(
  engine: Engine,
  pages: PageServer,
  calls: readonly PlacedCalls[],
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

function caseOf({ calls, url }: PlacedCalls): PageCase {
  const [first, ...others] = calls;
  if (first.origin === "null") {
    // Every sandboxed frame has an origin of its own.
    if (others.length > 0) throw new RangeError("a sandboxed page makes one call");
    return { kind: "sandboxed", url, request: fetchOf(first) };
  }
  return others.length === 0
    ? { kind: "fetch", url, ...fetchOf(first) }
    : {
        kind: "sequence",
        url,
        steps: calls.map((call) => ({ kind: "fetch", url, ...fetchOf(call) })),
      };
}

function fetchOf({ origin: _origin, body, ...init }: PageCall): Omit<FetchCase, "kind" | "url"> {
  return { ...init, ...(body !== undefined && { body: { kind: "text", text: body } }) };
}

/** Chromium and WebKit remark on every status of 400 and more, readable or not. */
const remark = /the server responded with a status of/;

function sightOf(
  { outcome, messages, failures }: CaseResult,
  strays: readonly Message[],
): EngineSight {
  return {
    answers: (outcome.outcome === "sequence" ? outcome.steps : [outcome]).map(answerOf),
    console: [...messages, ...strays]
      .map(({ text }) => text)
      .filter((text) => !remark.test(text))
      .toSorted(),
    corsErrors: failures.flatMap(({ corsError }) => corsError ?? []).toSorted(),
  };
}

function answerOf(outcome: PageOutcome): PageAnswer {
  const isResponse = outcome.outcome === "response";
  return {
    outcome: isResponse
      ? `reads ${outcome.status}`
      : outcome.outcome === "failed"
        ? "blocked"
        : outcome.outcome,
    headers: tidyHeaders(isResponse ? Object.entries(outcome.headers) : []),
  };
}

function groupByOrigin(calls: readonly PlacedCalls[]): ReadonlyMap<string, readonly PlacedCalls[]> {
  const groups = new Map<string, PlacedCalls[]>();
  for (const placed of calls) {
    const [{ origin }] = placed.calls;
    const group = groups.get(origin);
    if (group === undefined) groups.set(origin, [placed]);
    else group.push(placed);
  }
  return groups;
}
