import type { Fault } from "./failure.ts";
import { headerValue } from "./header-lines.ts";
import type { WireResponse } from "./transport.ts";

/** https://fetch.spec.whatwg.org/#redirect-status: 300 and 304 are none. */
export const isRedirectStatus = (status: number): boolean =>
  [301, 302, 303, 307, 308].includes(status);

/** https://fetch.spec.whatwg.org/#concept-http-redirect-fetch */
const redirectLimit = 20;

/** https://fetch.spec.whatwg.org/#request-body-header-name, gone with the body. */
export const bodyHeaderNames = [
  "content-encoding",
  "content-language",
  "content-length",
  "content-location",
  "content-type",
] as const;

/** Where an answer sends the request: `undefined` when nowhere, which makes a bare 302 an ordinary answer. */
export const redirectLocation = (response: WireResponse): string | undefined =>
  isRedirectStatus(response.status) ? headerValue(response.headers, "location") : undefined;

/** 301 and 302 turn a POST, 303 turns everything but HEAD into a GET without a body. */
export const becomesGet = (status: number, method: string): boolean =>
  ((status === 301 || status === 302) && method === "POST") ||
  (status === 303 && method !== "GET" && method !== "HEAD");

/** What the standard asks of a redirect before it is followed. */
export interface RedirectAttempt {
  readonly from: URL;
  readonly location: string;
  readonly status: number;
  readonly pageOrigin: string;
  readonly mode: "cors" | "no-cors" | "same-origin";
  readonly tainting: "basic" | "cors" | "opaque";
  /** Redirects already followed. */
  readonly count: number;
  readonly streamed: boolean;
}

/** The next URL, or why it is not followed; in the order of https://fetch.spec.whatwg.org/#concept-http-redirect-fetch. */
export function nextUrl(attempt: RedirectAttempt): URL | Fault {
  const { from, location, status } = attempt;
  const fault = (id: Fault["id"], value = location): Fault => ({
    id,
    stage: "redirect",
    value,
    status,
  });
  if (!URL.canParse(location, from.href)) return fault("redirect-location");
  const to = new URL(location, from.href);
  if (to.hash === "") to.hash = from.hash;
  if (to.protocol !== "http:" && to.protocol !== "https:") return fault("redirect-scheme");
  if (attempt.count >= redirectLimit) return fault("redirect-limit", String(redirectLimit));
  const crossing = attempt.mode === "cors" && to.origin !== attempt.pageOrigin;
  if ((to.username !== "" || to.password !== "") && (crossing || attempt.tainting === "cors")) {
    return fault("redirect-credentials");
  }
  return status !== 303 && attempt.streamed ? fault("redirect-stream") : to;
}
