import { getDomain } from "tldts";

/** scheme "://" host [":" port], lower case, or `null`: https://fetch.spec.whatwg.org/#origin-header */
const serializedOrigin = /^[a-z][a-z0-9+.-]*:\/\/[^/?#@\s]+$/;

/**
 * Checks an origin once, so that no walk starts from one no page can have.
 *
 * ```
 * https://app.example.com   // permitted
 * capacitor://localhost     // permitted: an app's own scheme
 * null                      // permitted: a sandboxed frame, a file
 * https://app.example.com/  // prohibited: a trailing slash is a path
 * https://app.example.com:443 // prohibited: the default port is never written
 * ```
 *
 * @throws TypeError naming the origin as it would be sent.
 */
export function parsePageOrigin(origin: string): string {
  if (origin === "null") return origin;
  const url = URL.canParse(origin) ? new URL(origin) : undefined;
  const web = url?.protocol === "http:" || url?.protocol === "https:";
  if (web ? url?.origin === origin : serializedOrigin.test(origin)) return origin;
  const repair = web ? ` Write ${JSON.stringify(url?.origin)}.` : "";
  throw new TypeError(`${JSON.stringify(origin)} is not the origin of a page.${repair}`);
}

/** https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy, the part about loopback. */
export const isLoopback = (hostname: string): boolean =>
  hostname === "localhost" ||
  hostname.endsWith(".localhost") ||
  /^127\.\d+\.\d+\.\d+$/.test(hostname) ||
  hostname === "[::1]";

/** Literals of https://www.rfc-editor.org/rfc/rfc1918, link-local and unique-local addresses, and `.local` names. */
export const isLocalNetwork = (hostname: string): boolean =>
  /^(?:10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.)/.test(hostname) ||
  /^\[f[cde]/.test(hostname) ||
  hostname.endsWith(".local");

/** Whether Sec-Fetch-* is sent there, and a secure page may call it. */
export const isTrustworthy = (url: URL): boolean =>
  url.protocol === "https:" || isLoopback(url.hostname);

const siteOf = (url: URL): string =>
  `${url.protocol}//${getDomain(url.hostname, { allowPrivateDomains: true }) ?? url.hostname}`;

/** `Sec-Fetch-Site` over every URL the request has been to: https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header */
export function fetchSite(
  pageOrigin: string,
  urls: readonly URL[],
): "same-origin" | "same-site" | "cross-site" {
  const page = URL.canParse(pageOrigin) ? new URL(pageOrigin) : undefined;
  if (page === undefined) return "cross-site";
  let site: "same-origin" | "same-site" = "same-origin";
  for (const url of urls) {
    if (url.origin === pageOrigin) continue;
    if (siteOf(url) !== siteOf(page)) return "cross-site";
    site = "same-site";
  }
  return site;
}

/**
 * Whether a redirect left one foreign origin for another, after which the request's origin is `null`:
 * https://fetch.spec.whatwg.org/#concept-request-tainted-origin
 */
export function isOriginTainted(pageOrigin: string, urls: readonly URL[]): boolean {
  let last: URL | undefined;
  for (const url of urls) {
    if (last !== undefined && url.origin !== last.origin && last.origin !== pageOrigin) return true;
    last = url;
  }
  return false;
}
