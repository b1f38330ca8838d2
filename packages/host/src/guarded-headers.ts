import type { OutgoingHttpHeader, OutgoingHttpHeaders } from "node:http";
import type { CorsRequest, Decision } from "@corsage/core";
import type { RequestView } from "./request-view.ts";
import { mergeVary } from "./vary.ts";

/** The forms in which `writeHead` takes headers: an object, a flat list, a list of pairs. */
export type GivenHeaders = OutgoingHttpHeaders | OutgoingHttpHeader[];

/** The part of Node's responses (HTTP/1.1 and HTTP/2) that the guard needs. */
export interface RawResponse {
  writeHead(status: number, second?: string | GivenHeaders, third?: GivenHeaders): unknown;
  getHeaderNames(): string[];
  getHeader(name: string): OutgoingHttpHeader | undefined;
  removeHeader(name: string): void;
}

/** CORS headers that somebody else set on a response we decide about. */
export interface Conflict {
  readonly request: CorsRequest;
  readonly decision: Decision;
  /** Lower-case names with the values that were found. */
  readonly foreign: Readonly<Record<string, OutgoingHttpHeader>>;
  /** Which set went out. */
  readonly sent: "ours" | "foreign";
}

export interface GuardOptions {
  /** `'replace'`: foreign CORS headers are removed. `'keep'`: they stay whole and ours are dropped whole. */
  readonly onConflict: "replace" | "keep";
  /** Told once per response, before its head is written. */
  onFound(conflict: Conflict): void;
}

/** What a response has to say, and to whom. */
export interface Ruling {
  readonly decision: Decision;
  readonly request: RequestView;
  readonly options: GuardOptions;
}

/**
 * The headers to write. An object in any case: Node's own `writeHead` takes a flat list as readily, but that of HTTP/2
 * and of libraries which were there before us may not.
 */
export function headersOf(
  response: RawResponse,
  ruling: Ruling,
  given: GivenHeaders | undefined,
): OutgoingHttpHeaders {
  if (Array.isArray(given) || hasOurs(given) || response.getHeaderNames().some(isOurs)) {
    return merge(response, ruling, given);
  }
  // Nobody else has said anything of CORS or caches, as on nearly every response. A copy, because a library that wrapped
  // `writeHead` before us may add to what it is given.
  return Object.assign({}, given, oursOf(ruling.decision));
}

function hasOurs(given: OutgoingHttpHeaders | undefined): boolean {
  for (const name in given) if (isOurs(name)) return true;
  return false;
}

let lastDecision: Decision | undefined;
let lastOurs: OutgoingHttpHeaders = {};

/**
 * What a decision adds to a response that has none of it. The last one is kept, because mostly it is asked for again:
 * one page sends many requests.
 */
function oursOf(decision: Decision): OutgoingHttpHeaders {
  if (decision !== lastDecision) {
    const { headers, vary } = decision;
    lastOurs = vary === "" ? headers : Object.freeze({ ...headers, vary });
    lastDecision = decision;
  }
  return lastOurs;
}

function merge(
  response: RawResponse,
  { decision, request, options }: Ruling,
  given: GivenHeaders | undefined,
): OutgoingHttpHeaders {
  const found = new Found();
  if (Array.isArray(given)) found.readList(given);
  else if (given !== undefined) found.readObject(given);
  found.readResponse(response);
  const { headers, foreign } = found;
  if (foreign !== undefined) {
    const sent = options.onConflict === "keep" ? "foreign" : "ours";
    options.onFound({ request, decision, foreign, sent });
    if (sent === "ours") for (const name of Object.keys(foreign)) response.removeHeader(name);
    Object.assign(headers, sent === "ours" ? decision.headers : foreign);
  } else {
    Object.assign(headers, decision.headers);
  }
  // Beside a foreign set too: whose set a cache keeps may depend on who asked.
  if (decision.vary !== "") headers["vary"] = mergeVary(found.vary, decision.vary);
  else if (found.vary !== undefined) headers["vary"] = found.vary;
  return headers;
}

/** What a response is about to send, sorted into what is ours to decide and the rest. */
class Found {
  readonly headers: OutgoingHttpHeaders = {};
  foreign: Record<string, OutgoingHttpHeader> | undefined;
  vary: string | undefined;

  readObject(given: OutgoingHttpHeaders): void {
    for (const name of Object.keys(given)) {
      const value = given[name];
      if (value === undefined || !this.#take(name, value)) this.headers[name] = value;
    }
  }

  /** Two lines of one name (`set-cookie`) become one array, which Node writes as two lines again. */
  readList(given: readonly OutgoingHttpHeader[]): void {
    const spellings = new Map<string, string>();
    for (const [name, value] of pairsOf(given)) {
      if (this.#take(name, value)) continue;
      const spelling = spellings.get(name.toLowerCase()) ?? name;
      spellings.set(name.toLowerCase(), spelling);
      const before = this.headers[spelling];
      this.headers[spelling] = before === undefined ? value : [before, value].flat().map(String);
    }
  }

  /** Headers set one by one, by `setHeader`. */
  readResponse(response: RawResponse): void {
    for (const name of response.getHeaderNames()) {
      const value = isOurs(name) ? response.getHeader(name) : undefined;
      if (value !== undefined) this.#take(name, value);
    }
  }

  #take(name: string, value: OutgoingHttpHeader): boolean {
    if (!isOurs(name)) return false;
    const key = name.toLowerCase();
    if (key === "vary") {
      this.vary = mergeVary(value, this.vary ?? "");
    } else {
      this.foreign ??= {};
      const before = this.foreign[key];
      this.foreign[key] = before === undefined ? value : [before, value].flat().map(String);
    }
    return true;
  }
}

const CORS_PREFIX = "access-control-";
const LETTER_A = 0x61;
const LETTER_V = 0x76;

/** Whether the guard has a say in a header: `vary` and every `access-control-*`. */
function isOurs(name: string): boolean {
  const first = name.charCodeAt(0) | 0x20; // in lower case
  if (first === LETTER_V) return name.length === 4 && name.toLowerCase() === "vary";
  return (
    first === LETTER_A &&
    name.length > CORS_PREFIX.length &&
    name.slice(0, CORS_PREFIX.length).toLowerCase() === CORS_PREFIX
  );
}

function* pairsOf(
  given: readonly OutgoingHttpHeader[],
): Generator<readonly [string, OutgoingHttpHeader]> {
  if (Array.isArray(given[0])) {
    for (const pair of given) {
      if (Array.isArray(pair)) yield [String(pair[0]), pair[1] ?? ""];
    }
    return;
  }
  for (let index = 0; index < given.length; index += 2) {
    yield [String(given[index]), given[index + 1] ?? ""];
  }
}
