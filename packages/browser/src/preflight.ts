import { behaviours, type Engine } from "./engine.ts";
import type { Fault } from "./failure.ts";
import {
  currentUrl,
  hrefOf,
  preflightOrigin,
  preflightReasons,
  spelledNames,
  unsafeNames,
  withCredentials,
  type Journey,
} from "./journey.ts";
import { preflightDepartures } from "./met-departures.ts";
import { preflightFaults, type PreflightExchange } from "./preflight-checks.ts";
import { redirectLocation } from "./redirect.ts";
import { failed } from "./report.ts";
import { exchange } from "./send.ts";
import type { Trace } from "./trace.ts";
import { webkitNames } from "./webkit-messages.ts";
import { preflightHeaders } from "./wire-headers.ts";

/** A status an engine takes for a broken connection never reaches its checks. */
function faultsFor(asked: PreflightExchange, engine: Engine): readonly Fault[] {
  const { status } = asked.response;
  return behaviours[engine].brokenStatuses.includes(status)
    ? [{ id: "proxy-authentication", stage: "network", value: String(status), status }]
    : preflightFaults(asked, engine);
}

/** An answer in order that does not list what was asked. */
const unlisted: readonly Fault["id"][] = ["method-not-listed", "header-not-listed"];

/** With one of these a request is conditional: https://fetch.spec.whatwg.org/#http-network-or-cache-fetch */
const conditions = [
  "if-match",
  "if-modified-since",
  "if-none-match",
  "if-range",
  "if-unmodified-since",
];

/** Whether what is remembered is not even looked at. */
function bypassesCache({ call, headers, behaviour }: Journey): boolean {
  const { bypassedBy, conditionBypasses } = behaviour.cache;
  if (call.cache !== "default") return bypassedBy.some((mode) => mode === call.cache);
  return conditionBypasses && headers.some(([name]) => conditions.includes(name.toLowerCase()));
}

/** https://fetch.spec.whatwg.org/#cors-preflight-fetch-0, cache included; `undefined`: the request may go. */
export async function preflight(journey: Journey): Promise<Trace | undefined> {
  const reasons = preflightReasons(journey);
  if (reasons.length === 0) return undefined;
  const { page } = journey;
  const url = hrefOf(currentUrl(journey));
  const question = {
    origin: preflightOrigin(journey),
    url: currentUrl(journey).href,
    withCredentials: withCredentials(journey),
    method: journey.method,
    headerNames: unsafeNames(journey),
    forced: reasons.includes("upload-listener") || reasons.includes("stream"),
  };
  if (!bypassesCache(journey) && page.cache?.covers(question) === true) {
    journey.steps.push({ kind: "cached-preflight", url });
    return undefined;
  }

  const answer = await exchange(journey, {
    method: "OPTIONS",
    url,
    headers: preflightHeaders(journey),
    body: undefined,
  });
  if ("outcome" in answer) return answer;
  const exchanged: PreflightExchange = {
    ...question,
    spelledNames: webkitNames(spelledNames(journey, question.headerNames)),
    response: answer.response,
  };
  for (const met of preflightDepartures(journey, exchanged)) journey.departures.add(met);
  const [fault, ...next] = faultsFor(exchanged, page.engine);
  const passed = fault === undefined;
  const { keepsRefused, noStoreRemembers, refusalForgets } = journey.behaviour.cache;
  const kept =
    (passed || (keepsRefused && unlisted.includes(fault.id))) &&
    (journey.call.cache !== "no-store" || noStoreRemembers);
  const remembered = kept ? (page.cache?.store(question, answer.response.headers) ?? 0) : 0;
  journey.steps.push({
    kind: "preflight",
    ...answer,
    faults: passed ? [] : [fault, ...next],
    remembered,
  });
  if (passed) return undefined;
  if (refusalForgets) page.cache?.forget(question);
  const to = redirectLocation(answer.response);
  return failed(journey, [fault, ...next], (engine) => faultsFor(exchanged, engine)[0], to);
}
