import { localNetworkFault } from "./before-sending.ts";
import type { DepartureId } from "./departure.ts";
import { behaviours, engineNames } from "./engine.ts";
import { tokenList, type HeaderLine } from "./header-lines.ts";
import {
  currentUrl,
  droppedUnsafeHeader,
  headersWithAccept,
  requestOrigin,
  withCredentials,
  type Journey,
} from "./journey.ts";
import { isLoopback } from "./page-origin.ts";
import type { WalkInit } from "./page-request.ts";
import { authorizationPassesByStar, type PreflightExchange } from "./preflight-checks.ts";
import { preflightLifetime } from "./preflight-cache.ts";
import { redirectLocation } from "./redirect.ts";
import { isSafelistedRequestHeader, unsafeHeaderNames } from "./request-header.ts";
import type { PreflightReason } from "./trace.ts";
import type { WireResponse } from "./transport.ts";

const { standard, chromium, webkit } = behaviours;

/** Only a list of pairs can: a record has each name once, and `Headers` has joined them. */
function givesNameTwice({ headers, initiator }: WalkInit): boolean {
  if (!Array.isArray(headers) || initiator === "xhr") return false;
  const names = headers.map(([name]: HeaderLine) => name.toLowerCase());
  return new Set(names).size < names.length;
}

/** What the call itself meets. */
export function callDepartures(journey: Journey, init: WalkInit): readonly DepartureId[] {
  const { call, headers } = journey;
  const met: DepartureId[] = [];
  for (const [name, value] of headers) {
    const safe = isSafelistedRequestHeader(name, value, standard);
    if (isSafelistedRequestHeader(name, value, chromium) && !safe) met.push("client-hints");
    const inWebKit = isSafelistedRequestHeader(name, value, webkit);
    if (inWebKit && !safe) met.push("range-unit-case");
    if (safe && !inWebKit) met.push("range-size");
  }
  const counted = headersWithAccept(journey);
  const sized = unsafeHeaderNames(counted, standard).length;
  const unsized = unsafeHeaderNames(counted, { ...standard, safelistedBytes: Infinity }).length;
  if (sized !== unsized) met.push("safelisted-bytes");
  const names = [...headers.map(([name]) => name.toLowerCase()), ...call.dropped];
  if (givesNameTwice(init)) met.push("repeated-headers");
  if (names.includes("user-agent")) met.push("user-agent");
  if (init.uploadListener === true && call.body === undefined) met.push("upload-listener");
  return met;
}

/** What the place meets that the request is at. */
export function placeDepartures(journey: Journey): readonly DepartureId[] {
  const { page, call } = journey;
  const url = currentUrl(journey);
  const mixed =
    page.origin.startsWith("https:") &&
    url.protocol === "http:" &&
    call.mode !== "navigate" &&
    isLoopback(url.hostname);
  return [
    ...(mixed ? (["loopback-mixed-content"] as const) : []),
    ...(localNetworkFault(journey) === undefined ? [] : (["local-network"] as const)),
  ];
}

/** What a redirect leaves behind for the next preflight. */
export function redirectDepartures(
  journey: Journey,
  reasons: readonly PreflightReason[],
): readonly DepartureId[] {
  if (journey.tainting !== "cors" || !journey.preflighted) return [];
  const simple = reasons.length === 0 || reasons.includes("redirected");
  return [
    ...(simple ? (["preflight-after-redirect"] as const) : []),
    ...(droppedUnsafeHeader(journey) ? (["redirect-headers"] as const) : []),
  ];
}

/** What an answer to a preflight meets. */
export function preflightDepartures(
  journey: Journey,
  exchange: PreflightExchange,
): readonly DepartureId[] {
  const { headers } = exchange.response;
  const lifetime = preflightLifetime(headers, "standard");
  const lists = ["access-control-allow-methods", "access-control-allow-headers"] as const;
  const star = lists.some((name) => {
    const list = tokenList(headers, name);
    return list.valid && list.tokens.includes("*");
  });
  return [
    ...(authorizationPassesByStar(exchange) ? (["authorization-wildcard"] as const) : []),
    ...(requestOrigin(journey) === journey.page.origin
      ? []
      : (["redirect-preflight-origin"] as const)),
    ...(engineNames.some((engine) => preflightLifetime(headers, engine) !== lifetime)
      ? (["preflight-lifetime"] as const)
      : []),
    ...(star && !exchange.withCredentials ? (["wildcard-not-cached"] as const) : []),
  ];
}

/** What the answer itself meets. */
export function answerDepartures(
  journey: Journey,
  { status, headers }: WireResponse,
): readonly DepartureId[] {
  const exposed = tokenList(headers, "access-control-expose-headers");
  const acceptUnderStar =
    withCredentials(journey) &&
    exposed.valid &&
    exposed.tokens.includes("*") &&
    headers.some(([name]) => name.toLowerCase() === "accept");
  return [
    ...(status === 407 ? (["proxy-authentication"] as const) : []),
    ...(redirectLocation({ status, headers }) === "" ? (["empty-location"] as const) : []),
    ...(acceptUnderStar ? (["exposed-accept"] as const) : []),
  ];
}
