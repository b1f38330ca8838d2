import { isSafelistedMethod } from "@corsage/core";
import { behaviours, type Engine, type EngineBehaviour } from "./engine.ts";
import type { DepartureId } from "./departure.ts";
import { headerValue, type HeaderLine } from "./header-lines.ts";
import { isOriginTainted } from "./page-origin.ts";
import type { PageRequest } from "./page-request.ts";
import type { PreflightCache } from "./preflight-cache.ts";
import { unsafeHeaderNames } from "./request-header.ts";
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
  /** A preflight was needed before a redirect. */
  preflighted: boolean;
  /** `authorization` was dropped by a redirect; WebKit's preflights go on asking for it. */
  droppedAuthorization: boolean;
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
  droppedAuthorization: false,
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
 * The request's headers with the `Accept` that a browser adds where the page set none. It is there when safelisted
 * bytes are counted, and counts: https://fetch.spec.whatwg.org/#concept-fetch
 */
export function headersWithAccept({ call, headers }: Journey): readonly HeaderLine[] {
  if (headerValue(headers, "accept") !== undefined) return headers;
  return [["accept", call.initiator === "eventsource" ? "text/event-stream" : "*/*"], ...headers];
}

/** The unsafe names of the request as it stands; in WebKit with the `authorization` a redirect dropped. */
export function unsafeNames(journey: Journey): readonly string[] {
  const names = unsafeHeaderNames(headersWithAccept(journey), journey.behaviour);
  return journey.droppedAuthorization && journey.behaviour.preflightListsDroppedAuthorization
    ? [...new Set([...names, "authorization"])].toSorted()
    : names;
}

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
