import { lookup } from "node:dns";
import { createBrowser, type EngineName, type Trace } from "@corsage/browser";
import { liveTransport } from "@corsage/browser/live";
import type { PageCall } from "./page-call.ts";
import { type PageSight, tidyHeaders } from "./page-sight.ts";

/** Every name leads to the loopback interface, as in browsers. */
const transport = liveTransport({
  lookup: (_name, options, done) => lookup("127.0.0.1", options, done),
});

/** Walks a call through the model. */
export function walkCall(call: PageCall, url: string, engine: EngineName): Promise<Trace> {
  const { origin, method, headers, body, credentials, redirect } = call;
  return createBrowser({ origin, transport, engine }).walk(url, {
    method,
    headers,
    body,
    credentials,
    redirect,
  });
}

/** A trace in terms of what can be seen from outside. */
export function sightOfTrace(
  { response, failure, outcome }: Trace,
  engine: EngineName,
): Omit<PageSight, "requests" | "runs"> {
  const report = failure?.engines[engine];
  return {
    outcome: response === undefined ? outcome : `reads ${response.status}`,
    headers: tidyHeaders(response?.headers ?? []),
    console: (report?.console ?? []).toSorted(),
    corsErrors: engine === "chromium" && report?.code !== undefined ? [report.code] : [],
  };
}
