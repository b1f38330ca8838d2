import { isForbiddenRequestHeader } from "@corsage/core";
import type { Row, RowRequest } from "./row.ts";

/** What a script in a page calls `fetch` with. */
export interface PageCall {
  /** The page's origin. */
  readonly origin: string;
  readonly method: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string | undefined;
  readonly credentials: "omit" | "same-origin" | "include";
  readonly redirect: "follow" | "manual" | "error";
  readonly cache: "default" | "reload" | "no-store" | "no-cache";
}

/**
 * The call behind a row's request: of a preflight, the call that it asks for. `undefined` where no page makes it.
 */
export function pageCallOf({ page, request }: Row): PageCall | undefined {
  if (page === undefined) return undefined;
  const { origin } = request;
  if (origin === undefined) throw new TypeError("a row with a page has an origin");
  const { credentials = "same-origin", redirect = "follow" } = page;
  const isPreflight = request.asks !== undefined;
  const headers = isPreflight ? askedHeaders(request) : ownHeaders(request);
  const hasJson = headers.some(([name]) => name === "content-type");
  return {
    origin,
    method: request.asks ?? request.method ?? "GET",
    headers,
    body: request.body ?? (hasJson ? "{}" : undefined),
    credentials,
    redirect,
    cache: "default",
  };
}

function askedHeaders({ asksHeaders = "" }: RowRequest): PageCall["headers"] {
  const names = asksHeaders === "" ? [] : asksHeaders.split(",");
  return names.map((name) => [name, name === "content-type" ? "application/json" : "1"]);
}

/** A page cannot set what the browser sets itself. */
function ownHeaders({ headers = {} }: RowRequest): PageCall["headers"] {
  const own: [string, string][] = [];
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value === "string" && !isForbiddenRequestHeader(name)) own.push([name, value]);
  }
  return own;
}
