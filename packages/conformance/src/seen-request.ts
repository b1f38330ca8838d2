import type { IncomingMessage } from "node:http";

/** What a server saw of one request, as far as CORS is concerned. */
export interface SeenRequest {
  readonly method: string;
  readonly origin: string | undefined;
  readonly requestMethod: string | undefined;
  readonly requestHeaders: string | undefined;
  /** The page's headers that it carries: those that redirects drop, and some that they keep. */
  readonly carries: Readonly<Record<string, string>>;
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
    carries: Object.fromEntries(
      followed.flatMap((name) => {
        const value = headers[name];
        // A boundary is drawn anew for every body.
        return value === undefined ? [] : [[name, String(value).replace(/boundary=----.*/, "")]];
      }),
    ),
  };
}

export function isPreflight({ method, requestMethod }: SeenRequest): boolean {
  return method === "OPTIONS" && requestMethod !== undefined;
}
