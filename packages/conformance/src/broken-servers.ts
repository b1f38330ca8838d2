import { brokenActual } from "./broken-servers-actual.ts";
import { brokenCaches } from "./broken-servers-caches.ts";
import { brokenExposure } from "./broken-servers-exposure.ts";
import { brokenPreflight } from "./broken-servers-preflight.ts";
import { brokenInitiators } from "./broken-servers-initiators.ts";
import { brokenRedirectedWrites } from "./broken-servers-redirected-writes.ts";
import { brokenRedirects } from "./broken-servers-redirects.ts";
import { brokenOpaqueOrigins } from "./broken-servers-opaque-origins.ts";
import { brokenRequests } from "./broken-servers-requests.ts";

export type Line = readonly [name: string, value: string];

/** What a planted server sends, byte for byte: a line given twice is sent twice. */
export interface PlantedAnswer {
  /** Default 200. */
  readonly status?: number;
  readonly headers?: readonly Line[];
  readonly body?: string;
}

/** A body only a page can make; a plain one is a string in `init`. */
export type PlantedBody = "form-data" | "url-search-params" | "blob" | "json-blob" | "bytes";

/**
 * One broken (or oddly right) server and the request that meets it.
 *
 * In header values `{origin}` is the page's origin, `{echo}` the request's own `Origin`, `{api}` and `{second}` two
 * other origins, `{self}` the path of the case: `{second}{self}/next` is the answer named `next` on another origin.
 */
export interface BrokenServer {
  readonly title: string;
  readonly init?: {
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>> | readonly Line[];
    readonly body?: string;
    readonly credentials?: "omit" | "same-origin" | "include";
    readonly redirect?: "follow" | "error" | "manual";
    readonly mode?: "cors" | "no-cors" | "same-origin";
    readonly cache?: "default" | "no-store" | "reload";
  };
  readonly body?: PlantedBody;
  /** What in the page makes the request. Default `fetch`. */
  readonly initiator?: "fetch" | "xhr" | "eventsource" | "beacon";
  /** XMLHttpRequest: a listener on `upload`. */
  readonly uploadListener?: boolean;
  /** A sandboxed page has no origin but `null`. Default `plain`. */
  readonly page?: "plain" | "sandboxed";
  /** Whose server the request goes to first. Default: another than the page's. */
  readonly from?: "page";
  /** How often the page makes the request, one after the other, on the same URL. Default 1. */
  readonly times?: number;
  /** What answers a preflight; default 404 without a header. */
  readonly preflight?: PlantedAnswer;
  /** What answers everything else. */
  readonly actual?: PlantedAnswer;
  /** Answers further along a redirect. */
  readonly hops?: Readonly<
    Record<string, { readonly preflight?: PlantedAnswer; readonly actual?: PlantedAnswer }>
  >;
}

/** Every case, in named groups; titles are unique over all of them. */
export const brokenServers: Readonly<Record<string, readonly BrokenServer[]>> = {
  actual: brokenActual,
  preflight: brokenPreflight,
  requests: brokenRequests,
  redirects: brokenRedirects,
  "redirected writes": brokenRedirectedWrites,
  exposure: brokenExposure,
  initiators: brokenInitiators,
  caches: brokenCaches,
  "opaque origins": brokenOpaqueOrigins,
};
