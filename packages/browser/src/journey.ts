import { isSafelistedMethod } from "@corsage/core";
import { behaviours, type Engine, type EngineBehaviour } from "./engine.ts";
import type { DepartureId } from "./departure.ts";
import { headerValue, type HeaderLine } from "./header-lines.ts";
import { isOriginTainted } from "./page-origin.ts";
import type { PageRequest } from "./page-request.ts";
import type { PreflightCache } from "./preflight-cache.ts";
import { namesOfUnsafeLines, unsafeHeaderNames } from "./request-header.ts";
import type { PreflightReason, Step } from "./trace.ts";
import type { Transport } from "./transport.ts";

/** The page every walk starts from. */
export interface Page {
  readonly origin: string;
  readonly url: string;
  readonly engine: Engine;
  readonly transport: Transport;
  /** `undefined`: preflights are never remembered. */
  readonly cache: PreflightCache | undefined;
  readonly cookies: (url: string) => string | undefined;
  readonly addressSpace: "public" | "local" | "loopback" | undefined;
  readonly localNetworkPermission: boolean;
}

/** One request under way: what a redirect changes is mutable, the page's call is not. */
export interface Journey {
  readonly page: Page;
  readonly behaviour: EngineBehaviour;
  readonly call: PageRequest;
  method: string;
  headers: readonly HeaderLine[];
  body: Uint8Array<ArrayBuffer> | undefined;
  streamed: boolean;
  /** Every URL so far, the current one last: https://fetch.spec.whatwg.org/#concept-request-url-list */
  readonly urls: URL[];
  /** https://fetch.spec.whatwg.org/#concept-request-response-tainting; once cors, always cors. */
  tainting: "basic" | "cors" | "opaque";
  /** A preflight was needed before a redirect, or in Firefox would have been. */
  preflighted: boolean;
  readonly steps: Step[];
  readonly departures: Set<DepartureId>;
}

export const startJourney = (page: Page, call: PageRequest, url: URL): Journey => ({
  page,
  behaviour: behaviours[page.engine],
  call,
  method: call.method,
  headers: call.headers,
  body: call.body,
  streamed: call.streamed,
  urls: [url],
  tainting: "basic",
  preflighted: false,
  steps: [],
  departures: new Set(),
});

/** The URL the request is at. */
export function currentUrl({ urls }: Journey): URL {
  const url = urls.at(-1);
  if (url === undefined) throw new RangeError("A journey starts at a URL.");
  return url;
}

/** As messages and the wire spell it: without the fragment. */
export const hrefOf = (url: URL): string => url.href.replace(/#.*$/s, "");

/** The request's origin, `null` once tainted: https://fetch.spec.whatwg.org/#serializing-a-request-origin */
export const requestOrigin = ({ page, urls }: Journey): string =>
  isOriginTainted(page.origin, urls) ? "null" : page.origin;

/** The origin the preflight sends, which Firefox does not taint. */
export const preflightOrigin = (journey: Journey): string =>
  journey.behaviour.preflightOrigin === "page" ? journey.page.origin : requestOrigin(journey);

export const withCredentials = ({ call }: Journey): boolean => call.credentials === "include";

/**
 * Headers with the `Accept` that a browser adds where the page set none. It is there when safelisted bytes are counted,
 * and counts: https://fetch.spec.whatwg.org/#concept-fetch
 *
 * @param headers Default: the request's as it stands.
 */
export function headersWithAccept(
  { call, headers: current }: Journey,
  headers: readonly HeaderLine[] = current,
): readonly HeaderLine[] {
  if (headerValue(headers, "accept") !== undefined) return headers;
  return [["accept", call.initiator === "eventsource" ? "text/event-stream" : "*/*"], ...headers];
}

/** The headers a preflight is about: the request's as it stands; in WebKit as the page made it, whatever redirects dropped. */
const preflightedHeaders = (journey: Journey): readonly HeaderLine[] =>
  headersWithAccept(
    journey,
    journey.behaviour.preflightListsDroppedHeaders ? journey.call.headers : journey.headers,
  );

/** The unsafe names a preflight asks for, each once. */
export const unsafeNames = (journey: Journey): readonly string[] =>
  unsafeHeaderNames(preflightedHeaders(journey), journey.behaviour);

/** The same as the preflight lists them. */
export const listedNames = (journey: Journey): readonly string[] =>
  journey.behaviour.preflightRepeatsNames
    ? namesOfUnsafeLines(preflightedHeaders(journey), journey.behaviour)
    : unsafeNames(journey);

/** Whether a redirect dropped what was asked for before it. */
export const droppedUnsafeHeader = ({ call, headers, behaviour }: Journey): boolean => {
  const left = unsafeHeaderNames(headers, behaviour);
  return unsafeHeaderNames(call.headers, behaviour).some((name) => !left.includes(name));
};

/** The same names as the page spelled and ordered them. */
export const spelledNames = (journey: Journey, names: readonly string[]): readonly string[] => {
  const spelled = journey.call.headers
    .map(([name]) => name)
    .filter((name) => names.includes(name.toLowerCase()));
  return spelled;
};

/** Step 16 of https://fetch.spec.whatwg.org/#concept-main-fetch: what asks for a preflight. */
export function preflightReasons(journey: Journey): readonly PreflightReason[] {
  const { call, behaviour } = journey;
  const reasons: PreflightReason[] = [];
  if (!isSafelistedMethod(journey.method)) reasons.push("method");
  if (unsafeNames(journey).length > 0) reasons.push("headers");
  if (journey.streamed) reasons.push("stream");
  else if (call.forced) reasons.push("upload-listener");
  if (reasons.length === 0 && journey.preflighted && behaviour.preflightSticks) {
    reasons.push("redirected");
  }
  return reasons;
}
