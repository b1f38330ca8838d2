import type { IncomingMessage } from "node:http";

/** What a server saw of one request, as far as CORS is concerned. */
export interface SeenRequest {
  readonly method: string;
  readonly origin: string | undefined;
  readonly requestMethod: string | undefined;
  readonly requestHeaders: string | undefined;
  /** Which of the page's headers it carries: those that redirects drop, and some that they keep. */
  readonly carries: readonly string[];
}

const followed = [
  "authorization",
  "content-type",
  "content-language",
  "if-none-match",
  "range",
  "x-a",
  "x-b",
] as const;

export function seenRequest({ method = "", headers }: IncomingMessage): SeenRequest {
  return {
    method,
    origin: headers.origin,
    requestMethod: headers["access-control-request-method"],
    requestHeaders: headers["access-control-request-headers"],
    carries: followed.filter((name) => headers[name] !== undefined),
  };
}

export function isPreflight({ method, requestMethod }: SeenRequest): boolean {
  return method === "OPTIONS" && requestMethod !== undefined;
}
