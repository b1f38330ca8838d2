import type { FailureId } from "@corsage/browser";
import type { Origins } from "./origins.ts";
import type { CorsOptions, Decision, DecisionCode, RouteCors } from "@corsage/core";

/** What a host must offer beyond one policy for everything, before a row makes sense on it. */
export type Capability =
  /** A policy for each route, beside its handler. */
  | "route-policies"
  /** The methods that are routed at each path. */
  | "knows-routes"
  /** `paths`: a policy for each path prefix. */
  | "path-policies";

/** One application: what is configured, what is routed. */
export interface App {
  readonly cors: CorsOptions;
  readonly routes: readonly Route[];
}

/** GET routes serve HEAD as well. */
export type RouteMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS";

export interface Route {
  /** Default `GET`. */
  readonly method?: RouteMethod;
  /** A literal path. */
  readonly url: string;
  /** Default: a JSON answer with status 200. */
  readonly reply?: Reply;
  readonly cors?: RouteCors;
}

/** How a handler answers. */
export interface Reply {
  /**
   * - `json` (default): a JSON body, through the framework
   * - `empty`: a status without a body
   * - `throw`: the handler throws, the framework makes it a 500
   * - `redirect`: to `location`, through the framework; the query goes along
   * - `stream`: a readable stream, through the framework
   * - `broken-stream`: a stream that fails after its first bytes
   * - `raw-object`, `raw-array`: past the framework, by `writeHead` with headers as an object or as a flat array
   * - `raw-implicit`: past the framework, by `setHeader` and `end`, without `writeHead`
   * - `sse`: past the framework, one server-sent event
   */
  readonly as?:
    | "json"
    | "empty"
    | "throw"
    | "redirect"
    | "stream"
    | "broken-stream"
    | "raw-object"
    | "raw-array"
    | "raw-implicit"
    | "sse";
  readonly status?: number;
  /** A value that is a list is sent as several lines. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly location?: string;
}

export interface RowRequest {
  /** Default `GET`. */
  readonly method?: string;
  /** Default `/items`. */
  readonly path?: string;
  readonly origin?: string;
  /** `Access-Control-Request-Method`: with `origin` and no other method given, this makes it a preflight. */
  readonly asks?: string;
  /** `Access-Control-Request-Headers`. */
  readonly asksHeaders?: string;
  /** Further lines; a list is sent as several. Bytes beyond ASCII are sent as latin-1. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string;
}

/**
 * Every CORS line of an answer, by the option that made it: what is not here must be absent. `vary` is a set: its
 * names may come in any order and on any number of lines, but none twice.
 */
export interface SentHeaders {
  readonly origin?: string | readonly string[];
  readonly credentials?: "true";
  readonly exposed?: string;
  readonly methods?: string | ListedMethods;
  readonly headers?: string;
  readonly maxAge?: string;
  /** No longer in any browser; a handler may send it all the same. */
  readonly privateNetwork?: "true";
  readonly vary?: string;
  /** Not a CORS header; a refusal sends it so that the next request of the page says where it comes from. */
  readonly referrerPolicy?: "same-origin";
}

/** `methods: 'auto'`, where a host that knows its routes and one that does not rightly differ. */
export interface ListedMethods {
  /** The host sees the routes of the path. */
  readonly routed: string;
  /** The host is a function in front of them. */
  readonly assumed: string;
}

export type DecisionName = `${Decision["kind"]} ${DecisionCode}`;

/** What a page of `request.origin` sees when its script makes the request; of a preflight, the request it asks for. */
export type PageOutcome = {
  /** Whether a preflight precedes the request. Default: whether the row's own request is one. */
  readonly preflight?: boolean;
  readonly credentials?: "include";
  readonly redirect?: "manual" | "error";
} & (
  | {
      /** The status the script reads; `0` when the response is opaque. */
      readonly reads: number;
      /** Names beside the safelisted ones that it reads. Default none. */
      readonly exposes?: readonly string[];
    }
  | { readonly blocked: FailureId }
);

/** One sentence about CORS, and everything it means on the wire and in a page. */
export interface Row {
  readonly title: string;
  readonly app: App;
  readonly request: RowRequest;
  /** `undefined`: nobody decides. */
  readonly decision: DecisionName | undefined;
  /** Default 200. */
  readonly status?: number;
  /** Whether the handler ran. Default `true`. */
  readonly ran?: boolean;
  readonly sends: SentHeaders;
  /** Absent where no page can make the request: a forged header, a host name that no browser resolves here. */
  readonly page?: PageOutcome;
  readonly needs?: readonly Capability[];
}

/** Rows on one subject. */
export type RowGroup = (origins: Origins) => readonly Row[];

/** Rows about one application, which is then written once. `needs`: what all of them need. */
export function about(
  app: App,
  rows: readonly Omit<Row, "app">[],
  needs: readonly Capability[] = [],
): readonly Row[] {
  return rows.map((row) => ({ needs, ...row, app }));
}
