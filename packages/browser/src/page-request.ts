import { isForbiddenMethod, isSafelistedMethod, normalizeMethod } from "@corsage/core";
import { extractBody, type ExtractedBody, type PageBody } from "./body.ts";
import type { EngineBehaviour } from "./engine.ts";
import type { Fault } from "./failure.ts";
import { headerValue, isToken, trimValue, type HeaderLine } from "./header-lines.ts";
import {
  isForbiddenRequestHeader,
  isNoCorsHeader,
  isSafelistedRequestHeader,
} from "./request-header.ts";

/** What in the page makes the request. */
export type Initiator = "fetch" | "xhr" | "eventsource" | "beacon" | "form" | "websocket";
export type CredentialsMode = "omit" | "same-origin" | "include";
export type RedirectMode = "follow" | "error" | "manual";

/** The arguments of `fetch`, and what other initiators add. */
export interface WalkInit {
  /** Default `"fetch"`. */
  readonly initiator?: Initiator | undefined;
  /** Default `"GET"`; beacons are always POST. */
  readonly method?: string | undefined;
  readonly headers?:
    | Readonly<Record<string, string>>
    | Iterable<readonly [string, string]>
    | undefined;
  readonly body?: PageBody | null | undefined;
  /** Default `"same-origin"`. XMLHttpRequest's and EventSource's `withCredentials` is `"include"`. */
  readonly credentials?: CredentialsMode | undefined;
  /** Default `"follow"`. */
  readonly redirect?: RedirectMode | undefined;
  /** Default `"cors"`. */
  readonly mode?: "cors" | "no-cors" | "same-origin" | undefined;
  /** `"reload"` and `"no-store"` skip remembered preflights in Chromium and Firefox, `"no-cache"` in Chromium. Default `"default"`. */
  readonly cache?: "default" | "no-store" | "reload" | "no-cache" | "force-cache" | undefined;
  /** XMLHttpRequest: a listener was added to `xhr.upload` before `send()`. Default `false`. */
  readonly uploadListener?: boolean | undefined;
  /** Default: the browsers', `strict-origin-when-cross-origin`. */
  readonly referrerPolicy?:
    | "strict-origin-when-cross-origin"
    | "no-referrer"
    | "same-origin"
    | undefined;
}

/** A request as the page's API leaves it, before any URL is looked at. */
export interface PageRequest {
  readonly initiator: Initiator;
  readonly method: string;
  /** Spelled as the page did, forbidden names gone. */
  readonly headers: readonly HeaderLine[];
  /** Names the page set and the browser dropped. */
  readonly dropped: readonly string[];
  readonly body: Uint8Array<ArrayBuffer> | undefined;
  readonly streamed: boolean;
  readonly mode: "cors" | "no-cors" | "same-origin" | "navigate" | "websocket";
  readonly credentials: CredentialsMode;
  readonly redirect: RedirectMode;
  readonly cache: NonNullable<WalkInit["cache"]>;
  /** https://fetch.spec.whatwg.org/#use-cors-preflight-flag */
  readonly forced: boolean;
  readonly referrerPolicy: NonNullable<WalkInit["referrerPolicy"]>;
}

const refusal = (id: Fault["id"], value: string): Fault => ({ id, stage: "request", value });

const isIterable = (
  headers: NonNullable<WalkInit["headers"]>,
): headers is Iterable<readonly [string, string]> => Symbol.iterator in headers;

/** https://fetch.spec.whatwg.org/#concept-header-value-normalize: line ends at either end go, too. */
const whitespaceAround = /^[\t\n\r ]+|[\t\n\r ]+$/g;

/**
 * The lines a call sets. A `Headers` list keeps a name given twice apart, so that each value is measured alone;
 * setRequestHeader and WebKit join them first. https://fetch.spec.whatwg.org/#concept-header-list-append
 */
function headerLines(init: WalkInit, engine: EngineBehaviour): readonly HeaderLine[] {
  const { headers } = init;
  if (headers === undefined) return [];
  const joins = engine.joinsRepeatedHeaders || init.initiator === "xhr";
  const lines: HeaderLine[] = [];
  for (const [name, raw] of isIterable(headers) ? headers : Object.entries(headers)) {
    const value = raw.replace(whitespaceAround, "");
    // oxlint-disable-next-line no-control-regex -- https://fetch.spec.whatwg.org/#header-value
    if (!isToken(name) || /[\0\r\n]|[^\0-\xff]/.test(value)) {
      throw new TypeError(`${JSON.stringify(name)}: ${JSON.stringify(raw)} is not a header.`);
    }
    // A forbidden value is dropped alone, before anything is joined.
    const joinable = joins && !isForbiddenRequestHeader(name, value);
    const first = lines.findIndex(
      ([other, known]) =>
        other.toLowerCase() === name.toLowerCase() && !isForbiddenRequestHeader(other, known),
    );
    const [spelled, before] = lines[first] ?? [name, ""];
    if (joinable && first !== -1) lines[first] = [spelled, `${before}, ${value}`];
    else lines.push([spelled, value]);
  }
  return engine.trimsJoinedHeaders ? lines.map(([name, value]) => [name, trimValue(value)]) : lines;
}

function partitionHeaders(
  lines: readonly HeaderLine[],
  mode: PageRequest["mode"],
  engine: EngineBehaviour,
): { headers: readonly HeaderLine[]; dropped: readonly string[] } {
  const keeps = ([name, value]: HeaderLine): boolean =>
    !isForbiddenRequestHeader(name, value) &&
    !(engine.dropsUserAgent && name.toLowerCase() === "user-agent") &&
    (mode !== "no-cors" || isNoCorsHeader(name, value, engine));
  return {
    headers: lines.filter(keeps),
    dropped: lines.filter((line) => !keeps(line)).map(([name]) => name.toLowerCase()),
  };
}

/** `mode` as the initiator sets it; a beacon is CORS as soon as its type needs a preflight. */
function modeOf(
  init: WalkInit,
  contentType: string | undefined,
  engine: EngineBehaviour,
): PageRequest["mode"] {
  switch (init.initiator) {
    case "form":
      return "navigate";
    case "websocket":
      return "websocket";
    case "beacon":
      return contentType === undefined ||
        isSafelistedRequestHeader("content-type", contentType, engine)
        ? "no-cors"
        : "cors";
    case "xhr":
    case "eventsource":
      return "cors";
    case "fetch":
    case undefined:
      return init.mode ?? "cors";
  }
}

/** A form names no charset: https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#submit-body */
const withoutCharset = (body: ExtractedBody): ExtractedBody => ({
  ...body,
  type: body.type?.replace(";charset=UTF-8", ""),
});

/**
 * What https://fetch.spec.whatwg.org/#dom-request and its neighbours do with their arguments.
 *
 * @throws TypeError for what is no header, and for a GET or HEAD with a body: no request leaves the page.
 */
export async function preparePageRequest(
  init: WalkInit,
  engine: EngineBehaviour,
): Promise<PageRequest | Fault> {
  const initiator = init.initiator ?? "fetch";
  const method = initiator === "beacon" ? "POST" : normalizeMethod(init.method ?? "GET");
  if (!isToken(method) || isForbiddenMethod(method)) return refusal("method-forbidden", method);

  const hasBody = init.body !== undefined && init.body !== null;
  const bodiless = method === "GET" || method === "HEAD";
  if (hasBody && bodiless && initiator === "fetch") {
    throw new TypeError(`A ${method} request cannot have a body.`);
  }
  const extracted = hasBody && !bodiless ? await extractBody(init.body) : undefined;
  const body = initiator === "form" && extracted ? withoutCharset(extracted) : extracted;
  const given = headerLines(init, engine);
  const mode = modeOf(init, headerValue(given, "content-type") ?? body?.type, engine);
  if (mode === "no-cors" && !isSafelistedMethod(method)) return refusal("no-cors-method", method);
  if (mode === "no-cors" && (init.redirect ?? "follow") !== "follow") {
    return refusal("no-cors-redirect-mode", init.redirect ?? "");
  }

  const { headers, dropped } = partitionHeaders(given, mode, engine);
  const typed = headerValue(headers, "content-type") !== undefined || body?.type === undefined;
  const always = initiator === "beacon" || initiator === "form" || initiator === "websocket";
  const uploads =
    init.uploadListener === true && (body !== undefined || engine.uploadListenerPreflightsAll);
  return {
    initiator,
    method,
    headers: typed ? headers : [...headers, ["Content-Type", body.type]],
    dropped,
    body: body?.bytes,
    streamed: body?.streamed ?? false,
    mode,
    credentials: always ? "include" : (init.credentials ?? "same-origin"),
    redirect: init.redirect ?? "follow",
    cache: initiator === "eventsource" ? "no-store" : (init.cache ?? "default"),
    forced: uploads || (body?.streamed ?? false),
    referrerPolicy: init.referrerPolicy ?? "strict-origin-when-cross-origin",
  };
}
