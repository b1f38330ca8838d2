// https://fetch.spec.whatwg.org/#forbidden-request-header
const FORBIDDEN_REQUEST_HEADERS = new Set([
  "accept-charset",
  "accept-encoding",
  "access-control-request-headers",
  "access-control-request-method",
  "connection",
  "content-length",
  "cookie",
  "cookie2",
  "date",
  "dnt",
  "expect",
  "host",
  "keep-alive",
  "origin",
  "referer",
  "set-cookie",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "via",
]);

// https://fetch.spec.whatwg.org/#cors-safelisted-request-header, less content-type and range: only some of their
// values are safelisted, so listing them has an effect.
const SAFELISTED_REQUEST_HEADERS = new Set(["accept", "accept-language", "content-language"]);

// https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name
const SAFELISTED_RESPONSE_HEADERS = new Set([
  "cache-control",
  "content-language",
  "content-length",
  "content-type",
  "expires",
  "last-modified",
  "pragma",
]);

/** Headers that only servers send; a page that lists one to send has the directions mixed up. */
const RESPONSE_ONLY_HEADERS = new Set([
  "access-control-allow-credentials",
  "access-control-allow-headers",
  "access-control-allow-methods",
  "access-control-allow-origin",
  "access-control-expose-headers",
  "access-control-max-age",
  "set-cookie",
  "set-cookie2",
  "vary",
]);

/** Headers that only browsers send; an application that lists one to expose has the directions mixed up. */
const REQUEST_ONLY_HEADERS = new Set([
  "access-control-request-headers",
  "access-control-request-method",
  "authorization",
  "cookie",
  "host",
  "origin",
  "referer",
  "user-agent",
]);

/** Whether the browser sets the header itself, so that no page can. `name` in lower case. */
export function isForbiddenRequestHeader(name: string): boolean {
  return (
    FORBIDDEN_REQUEST_HEADERS.has(name) || name.startsWith("proxy-") || name.startsWith("sec-")
  );
}

/** Whether pages may always send the header, whatever its value says. `name` in lower case. */
export function isSafelistedRequestHeader(name: string): boolean {
  return SAFELISTED_REQUEST_HEADERS.has(name);
}

/** Whether pages may always read the header. `name` in lower case. */
export function isSafelistedResponseHeader(name: string): boolean {
  return SAFELISTED_RESPONSE_HEADERS.has(name);
}

/** https://fetch.spec.whatwg.org/#forbidden-response-header-name. `name` in lower case. */
export function isForbiddenResponseHeader(name: string): boolean {
  return name === "set-cookie" || name === "set-cookie2";
}

/** Whether the header belongs to responses alone. `name` in lower case. */
export function isResponseOnlyHeader(name: string): boolean {
  return RESPONSE_ONLY_HEADERS.has(name);
}

/** Whether the header belongs to requests alone. `name` in lower case. */
export function isRequestOnlyHeader(name: string): boolean {
  return REQUEST_ONLY_HEADERS.has(name);
}
