import { chromiumReport } from "./chromium-messages.ts";
import type { ConsoleFacts } from "./console-facts.ts";
import { departure } from "./departure.ts";
import type { EngineName } from "./engine.ts";
import { clauses, type EngineReport, type Failure, type Fault } from "./failure.ts";
import { firefoxReport } from "./firefox-messages.ts";
import { hrefOf, requestOrigin, type Journey, type Page } from "./journey.ts";
import type { PageRequest } from "./page-request.ts";
import type { Outcome, Step, Trace, VisibleResponse } from "./trace.ts";
import { webkitReport } from "./webkit-messages.ts";

const reporters = {
  chromium: chromiumReport,
  firefox: firefoxReport,
  webkit: webkitReport,
} as const satisfies Readonly<
  Record<EngineName, (facts: ConsoleFacts) => Omit<EngineReport, "blocked" | "id">>
>;

const passes: EngineReport = {
  blocked: false,
  id: undefined,
  code: undefined,
  console: [],
  thrown: undefined,
};

/** The same answer through each engine's own checks, in each engine's own words. */
function engineReports(
  facts: Omit<ConsoleFacts, "fault">,
  faultOf: (engine: EngineName) => Fault | undefined,
): Failure["engines"] {
  const report = (engine: EngineName): EngineReport => {
    const fault = faultOf(engine);
    if (fault === undefined) return passes;
    return { blocked: true, id: fault.id, ...reporters[engine]({ ...facts, fault }) };
  };
  return { chromium: report("chromium"), firefox: report("firefox"), webkit: report("webkit") };
}

function failureOf(
  first: Fault,
  next: readonly Fault[],
  facts: Omit<ConsoleFacts, "fault">,
  faultOf: (engine: EngineName) => Fault | undefined,
): Failure {
  return {
    ...first,
    clause: clauses[first.id],
    url: facts.url,
    next,
    engines: engineReports(facts, faultOf),
  };
}

const traceOf = (
  { page, steps, departures }: Pick<Journey, "page" | "steps" | "departures">,
  outcome: Outcome,
): Pick<Trace, "outcome" | "engine" | "steps" | "departures"> => ({
  outcome,
  engine: page.engine,
  steps,
  departures: [...departures].map(departure),
});

/** The page's call was refused: there is no journey. */
export function refusedCall(
  page: Page,
  fault: Fault,
  url: string,
  call: Pick<PageRequest, "initiator" | "redirect">,
): Trace {
  const facts = {
    url,
    redirectedFrom: undefined,
    pageOrigin: page.origin,
    pageUrl: page.url,
    requestOrigin: page.origin,
    initiator: call.initiator,
    redirectMode: call.redirect,
    location: undefined,
  };
  const steps: readonly Step[] = [];
  return {
    outcome: "blocked",
    engine: page.engine,
    steps,
    departures: [],
    failure: failureOf(fault, [], facts, () => fault),
  };
}

/**
 * Ends a journey that failed. A beacon's answer is nobody's to read: once the request was let through, it is sent,
 * whatever the console says.
 */
export function failed(
  journey: Journey,
  faults: readonly [Fault, ...Fault[]],
  faultOf: (engine: EngineName) => Fault | undefined,
  location?: string,
): Trace {
  const [first, ...next] = faults;
  const { page, call, urls } = journey;
  const url = hrefOf(urls.at(-1) ?? new URL(page.url));
  const facts = {
    url,
    redirectedFrom: urls.length > 1 && urls[0] !== undefined ? hrefOf(urls[0]) : undefined,
    pageOrigin: page.origin,
    pageUrl: page.url,
    requestOrigin: requestOrigin(journey),
    initiator: call.initiator,
    redirectMode: call.redirect,
    location,
  };
  const sent = call.initiator === "beacon" && first.stage === "actual";
  const outcome = sent ? "sent" : first.stage === "network" ? "failed" : "blocked";
  return { ...traceOf(journey, outcome), failure: failureOf(first, next, facts, faultOf) };
}

/** Ends a journey whose answer the page has, or needs not have. */
export const arrived = (journey: Journey, outcome: Outcome, response?: VisibleResponse): Trace => ({
  ...traceOf(journey, outcome),
  ...(response === undefined ? {} : { response }),
});
