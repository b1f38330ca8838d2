import type { PreflightCheck } from "./preflight-checks.ts";

/** A browser engine, as measured: Chromium 156, Firefox 153, WebKitGTK 2.50. */
export type EngineName = "chromium" | "firefox" | "webkit";

/** Whose behaviour is walked: an engine's, or the letter of https://fetch.spec.whatwg.org/. */
export type Engine = "standard" | EngineName;

export const engineNames: readonly EngineName[] = ["chromium", "firefox", "webkit"];

/** Where the engines part from the standard and from each other. Every member was seen in a real engine. */
export interface EngineBehaviour {
  /** The order in which the answer to a preflight is checked: it decides which fault is reported. */
  readonly preflightOrder: readonly PreflightCheck[];
  /** Lines spelled otherwise than `Access-Control-Allow-Origin` are not counted, only joined: Firefox's words for two of them differ. */
  readonly countsCanonicalLinesOnly: boolean;
  /** The standard exempts `authorization` from `*`; no engine does yet. */
  readonly wildcardCoversAuthorization: boolean;
  /** Beyond this many bytes of safelisted values every one of them is unsafe. */
  readonly safelistedBytes: number;
  /** A name given twice is one long value before anything is measured. */
  readonly joinsRepeatedHeaders: boolean;
  /** What is joined is measured without the space that an empty last value leaves behind. */
  readonly trimsJoinedHeaders: boolean;
  /** Request headers with such values are not preflighted either. */
  readonly extraSafelist: Readonly<Record<string, RegExp>>;
  /** Positions of a Range beyond this are too large to be read; `undefined`: none is. */
  readonly largestRange: bigint | undefined;
  /** Whether `Range: BYTES=0-` counts as safelisted. */
  readonly anyCaseRangeUnit: boolean;
  /** Whether a script may set `user-agent`, or it is dropped silently. */
  readonly dropsUserAgent: boolean;
  /** Whether an upload listener forces a preflight on a request without a body. */
  readonly uploadListenerPreflightsAll: boolean;
  /** A request that was preflighted is preflighted again after every redirect, simple or not. */
  readonly preflightSticks: boolean;
  /** The same for unsafe headers on the way to the page's own server, which is not asked. */
  readonly unsafeHeadersStick: boolean;
  /** Which `Origin` a preflight carries once a redirect made the request's own `null`. */
  readonly preflightOrigin: "request" | "page";
  /** Whether the preflight after a redirect still lists what the redirect dropped: `authorization`, `content-type`. */
  readonly preflightListsDroppedHeaders: boolean;
  /** A name given twice, twice unsafe, is listed twice. */
  readonly preflightRepeatsNames: boolean;
  /** A DELETE that a redirect of any status sends to another origin arrives as a GET, with the headers of its body. */
  readonly crossOriginDeleteBecomesGet: boolean;
  /** Sec-Fetch-* survives a redirect to another origin. */
  readonly fetchMetadataAfterRedirect: boolean;
  /** Several content types are joined, like every name given twice; else one alone is sent. */
  readonly joinsContentTypes: boolean;
  /** Of a name given twice, an empty value takes the place of those before it. */
  readonly emptyValueReplaces: boolean;
  /** Names a redirect drops, unless it leads to the page's own origin: hints no policy hands on to others. */
  readonly redirectDrops: readonly string[];
  /** What a redirect to nowhere is, `Location:` without a value: one to itself, an ordinary answer, or the end. */
  readonly emptyLocation: "circle" | "answer" | "failure";
  /** Statuses an engine treats as a broken connection. */
  readonly brokenStatuses: readonly number[];
  /** What `accept` gains under `Access-Control-Expose-Headers: *` with credentials. */
  readonly starExposesAccept: boolean;
  /** Whether an https page may call an http server on `localhost` or a loopback address. */
  readonly loopbackIsSecure: boolean;
  readonly cache: CacheBehaviour;
}

export interface CacheBehaviour {
  /** Longest time an entry lives, in seconds. */
  readonly cap: number;
  /** What an unparsable Access-Control-Max-Age means: the default of 5 seconds, or no entry. */
  readonly invalidMaxAge: "default" | "none";
  /** The same for a negative number, which is no delta-seconds either. */
  readonly negativeMaxAge: "default" | "none";
  /** Whether an entry made with credentials serves a request without. */
  readonly credentialedServesAll: boolean;
  /** Whether a stored `*` matches anything later. */
  readonly wildcardMatches: boolean;
  /** Whose credentials keep it from matching: the request's, or those of the preflight that was remembered. */
  readonly wildcardExcludes: "request" | "entry";
  /** Whether it matches `authorization`, where it does so on the way to the cache. */
  readonly wildcardMatchesAuthorization: boolean;
  /** Methods that need not be in the entry. */
  readonly freeMethods: readonly string[];
  /** Whether that freedom ends where an upload listener or a stream forced the preflight. */
  readonly forcedNeedsEntry: boolean;
  /** The values of `cache` that send the preflight again. */
  readonly bypassedBy: readonly ("reload" | "no-store" | "no-cache")[];
  /** Whether a conditional request of the page's sends it again. */
  readonly conditionBypasses: boolean;
  /** Whether the answer to a preflight under `'no-store'` is remembered; under the others it is. */
  readonly noStoreRemembers: boolean;
  /** Whether an entry that does not cover a request is forgotten. */
  readonly missForgets: boolean;
  /** Whether a preflight that is refused forgets the entry. */
  readonly refusalForgets: boolean;
  /** Whether lists are remembered even from an answer that does not list what was asked. */
  readonly keepsRefused: boolean;
  /** Whether a failed answer to the request itself forgets the entry. */
  readonly failureForgets: boolean;
  /** How a second answer for the same key is kept: names added, or the old entry replaced. */
  readonly update: "merge" | "replace";
  /** Preflights of longer URLs are not remembered. */
  readonly longestUrl: number;
  /** Entries kept, least recently used out first. */
  readonly entries: number;
  /** How many go at once where there is one too many. Chromium takes ten at random, the model the ten longest unused. */
  readonly evicted: number;
}

const standard: EngineBehaviour = {
  preflightOrder: [
    "cors",
    "redirect",
    "status",
    "methods-syntax",
    "headers-syntax",
    "method",
    "authorization",
    "headers",
  ],
  countsCanonicalLinesOnly: false,
  wildcardCoversAuthorization: false,
  safelistedBytes: 1024,
  joinsRepeatedHeaders: false,
  trimsJoinedHeaders: false,
  extraSafelist: {},
  largestRange: undefined,
  anyCaseRangeUnit: false,
  dropsUserAgent: false,
  uploadListenerPreflightsAll: true,
  preflightSticks: false,
  unsafeHeadersStick: false,
  preflightOrigin: "request",
  preflightListsDroppedHeaders: false,
  preflightRepeatsNames: false,
  crossOriginDeleteBecomesGet: false,
  fetchMetadataAfterRedirect: true,
  joinsContentTypes: true,
  emptyValueReplaces: false,
  redirectDrops: [],
  emptyLocation: "circle",
  brokenStatuses: [],
  starExposesAccept: false,
  loopbackIsSecure: true,
  cache: {
    cap: Infinity,
    invalidMaxAge: "default",
    negativeMaxAge: "default",
    credentialedServesAll: true,
    wildcardMatches: true,
    wildcardExcludes: "request",
    wildcardMatchesAuthorization: false,
    freeMethods: ["GET", "HEAD", "POST"],
    forcedNeedsEntry: true,
    bypassedBy: [],
    conditionBypasses: false,
    noStoreRemembers: true,
    missForgets: false,
    refusalForgets: true,
    keepsRefused: false,
    failureForgets: true,
    update: "merge",
    longestUrl: Infinity,
    entries: Infinity,
    evicted: 1,
  },
};

/** What the three agree on against the standard. */
const engineCache: CacheBehaviour = {
  ...standard.cache,
  negativeMaxAge: "none",
  forcedNeedsEntry: false,
};

export const behaviours: Readonly<Record<Engine, EngineBehaviour>> = {
  standard,
  chromium: {
    ...standard,
    preflightOrder: [
      "redirect",
      "cors",
      "status",
      "methods-syntax",
      "headers-syntax",
      "method",
      "headers",
    ],
    wildcardCoversAuthorization: true,
    // Client hints, where they are well formed.
    extraSafelist: {
      "device-memory": /^\d+(?:\.\d+)?$/,
      downlink: /^\d+(?:\.\d+)?$/,
      dpr: /^\d+(?:\.\d+)?$/,
      ect: /^(?:slow-2g|2g|3g|4g)$/,
      intervention: /^/,
      rtt: /^\d+$/,
      "save-data": /^on$/i,
      "viewport-width": /^\d+$/,
      width: /^\d+$/,
    },
    largestRange: 2n ** 63n - 2n,
    dropsUserAgent: true,
    uploadListenerPreflightsAll: false,
    joinsRepeatedHeaders: true,
    trimsJoinedHeaders: true,
    redirectDrops: ["device-memory", "downlink", "dpr", "ect", "rtt", "viewport-width", "width"],
    emptyLocation: "answer",
    brokenStatuses: [407],
    cache: {
      ...engineCache,
      cap: 7200,
      wildcardExcludes: "entry",
      bypassedBy: ["reload", "no-store", "no-cache"],
      conditionBypasses: true,
      longestUrl: 1023,
      entries: 1024,
      evicted: 10,
      noStoreRemembers: false,
      missForgets: true,
      refusalForgets: false,
      failureForgets: false,
      update: "replace",
    },
  },
  firefox: {
    ...standard,
    preflightOrder: [
      "cors",
      "redirect",
      "status",
      "methods-syntax",
      "method",
      "headers-syntax",
      "headers",
    ],
    countsCanonicalLinesOnly: true,
    wildcardCoversAuthorization: true,
    safelistedBytes: Infinity,
    largestRange: 2n ** 64n - 1n,
    preflightSticks: true,
    unsafeHeadersStick: true,
    preflightOrigin: "page",
    preflightRepeatsNames: true,
    joinsContentTypes: false,
    emptyValueReplaces: true,
    cache: {
      ...engineCache,
      cap: 86_400,
      invalidMaxAge: "none",
      credentialedServesAll: false,
      wildcardMatches: false,
      freeMethods: ["GET", "POST"],
      bypassedBy: ["reload", "no-store"],
      conditionBypasses: true,
      entries: 100,
    },
  },
  webkit: {
    ...standard,
    preflightOrder: ["status", "cors", "methods-syntax", "headers-syntax", "method", "headers"],
    wildcardCoversAuthorization: true,
    safelistedBytes: Infinity,
    joinsRepeatedHeaders: true,
    largestRange: 2n ** 64n - 1n,
    anyCaseRangeUnit: true,
    preflightSticks: true,
    preflightListsDroppedHeaders: true,
    crossOriginDeleteBecomesGet: true,
    fetchMetadataAfterRedirect: false,
    emptyLocation: "failure",
    starExposesAccept: true,
    loopbackIsSecure: false,
    cache: {
      ...engineCache,
      cap: 600,
      wildcardMatchesAuthorization: true,
      missForgets: true,
      refusalForgets: false,
      keepsRefused: true,
      failureForgets: false,
      update: "replace",
    },
  },
};
