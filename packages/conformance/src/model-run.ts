import { createBrowser, type EngineName, type Trace } from "@corsage/browser";
import { loopbackTransport } from "./loopback-transport.ts";
import type { PageVisit } from "./page-visit.ts";
import { type PageSight, tidyHeaders } from "./page-sight.ts";

/** Walks the calls of one page through the model, one after the other. */
export async function walkCalls(
  calls: PageVisit["calls"],
  url: string,
  engine: EngineName,
): Promise<readonly Trace[]> {
  const browser = createBrowser({ origin: calls[0].origin, transport: loopbackTransport, engine });
  const traces: Trace[] = [];
  // oxlint-disable-next-line no-await-in-loop -- what is remembered of one call decides about the next
  for (const { origin: _origin, ...init } of calls) traces.push(await browser.walk(url, init));
  return traces;
}

/** Traces in terms of what can be seen from outside. */
export function sightOfTraces(
  traces: readonly Trace[],
  engine: EngineName,
): Omit<PageSight, "requests" | "runs"> {
  const reports = traces.flatMap(({ failure }) => failure?.engines[engine] ?? []);
  return {
    answers: traces.map(({ response, outcome }) => ({
      outcome: response === undefined ? outcome : `reads ${response.status}`,
      headers: tidyHeaders(response?.headers ?? []),
    })),
    console: reports.flatMap((report) => report.console).toSorted(),
    corsErrors: engine === "chromium" ? reports.flatMap(({ code }) => code ?? []).toSorted() : [],
  };
}
