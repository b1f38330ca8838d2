import { faultsBeforeSending, isSameOrigin } from "./before-sending.ts";
import { corsFaults } from "./cors-check.ts";
import { behaviours, type Engine } from "./engine.ts";
import { basicHeaders, exposedHeaders } from "./exposure.ts";
import type { Fault } from "./failure.ts";
import { withoutHeaders } from "./header-lines.ts";
import {
  currentUrl,
  hrefOf,
  preflightReasons,
  requestOrigin,
  startJourney,
  unsafeNames,
  withCredentials,
  type Journey,
  type Page,
} from "./journey.ts";
import {
  answerDepartures,
  callDepartures,
  placeDepartures,
  redirectDepartures,
} from "./met-departures.ts";
import { preparePageRequest, type WalkInit } from "./page-request.ts";
import { preflight } from "./preflight.ts";
import { becomesGet, bodyHeaderNames, nextUrl, redirectLocation } from "./redirect.ts";
import { arrived, failed, refusedCall } from "./report.ts";
import { exchange } from "./send.ts";
import type { Trace, VisibleResponse } from "./trace.ts";
import type { WireResponse } from "./transport.ts";
import { actualHeaders } from "./wire-headers.ts";

/** Follows one request to its end, as https://fetch.spec.whatwg.org/#concept-main-fetch does. */
export async function walk(page: Page, input: string, init: WalkInit): Promise<Trace> {
  const call = await preparePageRequest(init, behaviours[page.engine]);
  const initiator = init.initiator ?? "fetch";
  const refuse = (fault: Fault): Trace =>
    refusedCall(page, fault, input, { initiator, redirect: init.redirect ?? "follow" });
  if ("id" in call) return refuse(call);
  if (!URL.canParse(input, page.url)) {
    return refuse({ id: "url-invalid", stage: "request", value: input });
  }
  const url = new URL(input, page.url);
  if (url.username !== "" || url.password !== "") {
    return refuse({ id: "url-credentials", stage: "request", value: input });
  }

  const journey = startJourney(page, call, url);
  for (const met of callDepartures(journey, init)) journey.departures.add(met);
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- each hop depends on the one before
    const end = await hop(journey);
    if (end !== undefined) return end;
  }
}

/** One URL of the way: `undefined` when the answer sends the request on. */
async function hop(journey: Journey): Promise<Trace | undefined> {
  classify(journey);
  const { page, call } = journey;
  for (const met of placeDepartures(journey)) journey.departures.add(met);
  const [early, ...others] = faultsBeforeSending(journey, page.engine);
  if (early !== undefined) {
    return failed(journey, [early, ...others], (engine) => faultsBeforeSending(journey, engine)[0]);
  }
  if (journey.tainting === "cors") {
    const end = await preflight(journey);
    if (end !== undefined) return end;
  }

  const url = currentUrl(journey);
  const answer = await exchange(journey, {
    method: journey.method,
    url: hrefOf(url),
    headers: actualHeaders(journey),
    body: journey.body,
  });
  if ("outcome" in answer) return answer;
  for (const met of answerDepartures(journey, answer.response)) journey.departures.add(met);

  const { response } = answer;
  const location = redirectLocation(response);
  const faultsFor = (engine: Engine): readonly Fault[] =>
    answerFaults(journey, response, engine, location);
  const [fault, ...behind] = faultsFor(page.engine);
  const faults = fault === undefined ? [] : [fault, ...behind];
  journey.steps.push({ kind: "actual", request: answer.request, response, faults });
  if (fault !== undefined) {
    if (journey.behaviour.cache.failureForgets) {
      page.cache?.forget({ origin: requestOrigin(journey), url: url.href });
    }
    const to = location === undefined ? undefined : absolute(location, url);
    return failed(journey, [fault, ...behind], (engine) => faultsFor(engine)[0], to);
  }
  if (call.mode === "websocket") return handshake(journey, response);
  if (call.mode === "navigate") return arrived(journey, "sent");
  const leads =
    location !== undefined && (location !== "" || journey.behaviour.emptyLocation !== "answer");
  return leads ? redirect(journey, response, location) : finish(journey, response);
}

const absolute = (location: string, base: URL): string =>
  URL.canParse(location, base.href) ? new URL(location, base.href).href : location;

/** Decides the tainting of this hop, and says what it found. */
function classify(journey: Journey): void {
  const { page, call } = journey;
  const url = currentUrl(journey);
  const sameOrigin = isSameOrigin(page, url);
  const crosses = !sameOrigin || journey.tainting !== "basic";
  if (call.mode === "no-cors" && crosses) journey.tainting = "opaque";
  else if ((call.mode === "cors" || call.mode === "same-origin") && crosses)
    journey.tainting = "cors";
  const reasons = journey.tainting === "cors" ? preflightReasons(journey) : [];
  for (const met of redirectDepartures(journey, reasons)) journey.departures.add(met);
  journey.steps.push({
    kind: "classify",
    url: hrefOf(url),
    mode: call.mode,
    sameOrigin,
    method: journey.method,
    unsafeHeaders: journey.tainting === "cors" ? unsafeNames(journey) : [],
    dropped: call.dropped,
    preflightFor: reasons,
  });
}

/** The CORS check runs on every answer of a cors-tainted request, redirects included. */
function answerFaults(
  journey: Journey,
  response: WireResponse,
  engine: Engine,
  location: string | undefined,
): readonly Fault[] {
  if (behaviours[engine].brokenStatuses.includes(response.status)) {
    return [
      {
        id: "proxy-authentication",
        stage: "network",
        value: String(response.status),
        status: response.status,
      },
    ];
  }
  if (journey.tainting !== "cors") return [];
  const subject = {
    origin: requestOrigin(journey),
    withCredentials: withCredentials(journey),
  };
  const stage = location === undefined ? "actual" : "redirect";
  return corsFaults(response, subject, stage, behaviours[engine]);
}

/** https://websockets.spec.whatwg.org/#concept-websocket-establish: no header but the status decides. */
function handshake(journey: Journey, response: WireResponse): Trace {
  if (response.status === 101) return arrived(journey, "open");
  const fault: Fault = {
    id: "websocket-handshake",
    stage: "network",
    value: String(response.status),
    status: response.status,
  };
  return failed(journey, [fault], () => fault);
}

function redirect(journey: Journey, response: WireResponse, location: string): Trace | undefined {
  const { page, call } = journey;
  const from = currentUrl(journey);
  const to = absolute(location, from);
  const fail = (fault: Fault): Trace => failed(journey, [fault], () => fault, to);
  if (call.redirect === "error") {
    return fail({
      id: "redirect-mode-error",
      stage: "redirect",
      value: location,
      status: response.status,
    });
  }
  if (location === "" && journey.behaviour.emptyLocation === "failure") {
    const fault: Fault = {
      id: "redirect-location",
      stage: "network",
      value: "",
      status: response.status,
    };
    return failed(journey, [fault], (engine) =>
      behaviours[engine].emptyLocation === "failure" ? fault : undefined,
    );
  }
  if (call.redirect === "manual") return finish(journey, response, "opaqueredirect");

  const next = nextUrl({
    from,
    location,
    status: response.status,
    pageOrigin: page.origin,
    mode: call.mode === "no-cors" || call.mode === "same-origin" ? call.mode : "cors",
    tainting: journey.tainting,
    count: journey.urls.length - 1,
    streamed: journey.streamed,
  });
  if ("id" in next) return fail(next);
  moveOn(journey, response.status, next);
  return undefined;
}

/** Steps 12 to 14 and 20 of https://fetch.spec.whatwg.org/#concept-http-redirect-fetch. */
function moveOn(journey: Journey, status: number, next: URL): void {
  const from = currentUrl(journey);
  const before = journey.headers;
  const reasons = preflightReasons(journey);
  journey.preflighted ||=
    journey.tainting === "cors"
      ? reasons.length > 0
      : journey.behaviour.unsafeHeadersStick && reasons.includes("headers");
  const crossing = next.origin !== from.origin;
  if (becomesGet(status, journey.method)) {
    turnIntoGet(journey);
    journey.headers = withoutHeaders(journey.headers, bodyHeaderNames);
  } else if (crossing && journey.method === "DELETE") {
    journey.departures.add("redirect-delete");
    if (journey.behaviour.crossOriginDeleteBecomesGet) turnIntoGet(journey);
  }
  if (crossing) {
    journey.headers = withoutHeaders(journey.headers, ["authorization"]);
  }
  if (next.origin !== journey.page.origin) {
    journey.headers = withoutHeaders(journey.headers, journey.behaviour.redirectDrops);
  }
  journey.urls.push(next);
  journey.steps.push({
    kind: "redirect",
    from: hrefOf(from),
    to: hrefOf(next),
    status,
    method: journey.method,
    origin: requestOrigin(journey),
    droppedHeaders: before
      .filter((line) => !journey.headers.includes(line))
      .map(([name]) => name.toLowerCase()),
  });
}

function turnIntoGet(journey: Journey): void {
  journey.method = "GET";
  journey.body = undefined;
  journey.streamed = false;
}

/** Filters the answer: https://fetch.spec.whatwg.org/#concept-filtered-response */
function finish(journey: Journey, response: WireResponse, filter?: "opaqueredirect"): Trace {
  const opaque = filter ?? (journey.tainting === "opaque" ? "opaque" : undefined);
  if (opaque !== undefined) {
    const shut: VisibleResponse = {
      type: opaque,
      // An opaque redirect names where it stands; every other opaque answer names nothing.
      url: opaque === "opaqueredirect" ? hrefOf(currentUrl(journey)) : "",
      redirected: false,
      status: 0,
      statusText: "",
      headers: [],
      body: undefined,
    };
    return arrived(journey, journey.call.initiator === "beacon" ? "sent" : "opaque", shut);
  }
  const type = journey.tainting === "cors" ? "cors" : "basic";
  const lines =
    type === "cors"
      ? exposedHeaders(response.headers, withCredentials(journey), journey.behaviour)
      : basicHeaders(response.headers);
  const readable = [...new Set(lines.map(([name]) => name.toLowerCase()))].toSorted();
  const hidden = [...new Set(response.headers.map(([name]) => name.toLowerCase()))].filter(
    (name) => !readable.includes(name),
  );
  journey.steps.push({ kind: "exposure", readable, hidden: hidden.toSorted() });
  if (journey.call.initiator === "beacon") return arrived(journey, "sent");
  return arrived(journey, "readable", {
    type,
    url: hrefOf(currentUrl(journey)),
    redirected: journey.urls.length > 1,
    status: response.status,
    statusText: response.statusText ?? "",
    headers: lines.map(([name, value]) => [name.toLowerCase(), value]),
    body: response.body,
  });
}
