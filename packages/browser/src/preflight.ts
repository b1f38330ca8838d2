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

/** https://fetch.spec.whatwg.org/#cors-preflight-fetch-0, cache included; `undefined`: the request may go. */
export async function preflight(journey: Journey): Promise<Trace | undefined> {
  const reasons = preflightReasons(journey);
  if (reasons.length === 0) return undefined;
  const { page, call, behaviour } = journey;
  const url = hrefOf(currentUrl(journey));
  const question = {
    origin: preflightOrigin(journey),
    url,
    withCredentials: withCredentials(journey),
    method: journey.method,
    headerNames: unsafeNames(journey),
    forced: reasons.includes("upload-listener") || reasons.includes("stream"),
  };
  const bypassed =
    behaviour.cache.reloadBypasses && (call.cache === "reload" || call.cache === "no-store");
  if (!bypassed && page.cache?.covers(question) === true) {
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
  const asked: PreflightExchange = {
    ...question,
    spelledNames: webkitNames(spelledNames(journey, question.headerNames)),
    response: answer.response,
  };
  for (const met of preflightDepartures(journey, asked)) journey.departures.add(met);
  const [fault, ...next] = faultsFor(asked, page.engine);
  const passed = fault === undefined;
  const remembered =
    passed && !bypassed ? (page.cache?.store(question, answer.response.headers) ?? 0) : 0;
  journey.steps.push({
    kind: "preflight",
    ...answer,
    faults: passed ? [] : [fault, ...next],
    remembered,
  });
  if (passed) return undefined;
  page.cache?.forget(question);
  const to = redirectLocation(answer.response);
  return failed(journey, [fault, ...next], (engine) => faultsFor(asked, engine)[0], to);
}
