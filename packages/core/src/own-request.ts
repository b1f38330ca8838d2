import { endOfHost, isHttpOrigin, isWebOrigin } from "./origin-syntax.ts";
import type { CorsRequest } from "./request.ts";

/**
 * Whether a request that no rule allows is nevertheless none of CORS's business: it comes from the application's
 * own page, from the user (a bookmark, a typed address), or from no browser at all.
 *
 * What the browser says in Sec-Fetch-Site counts first, because no page can forge it; without it, the Origin is
 * compared with the host that was asked. A value that the standard does not know counts as foreign.
 * https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header
 */
export function isOwnRequest(request: CorsRequest, origin: string | undefined): boolean {
  const { fetchSite } = request;
  if (fetchSite === "same-origin" || fetchSite === "none") {
    if (origin === undefined || !isWebOrigin(origin)) return true;
    const { selfOrigins } = request;
    if (selfOrigins === undefined || selfOrigins.size === 0) return true;
    return selfOrigins.has(origin) || isOriginOfHost(origin, request.host);
  }
  if (fetchSite !== undefined) return false;
  if (origin === undefined) return true;
  return request.selfOrigins?.has(origin) === true || isOriginOfHost(origin, request.host);
}

/** Whether an http(s) origin names the host and port of `host`, the default port of its scheme left out. */
export function isOriginOfHost(origin: string, host: string | undefined): boolean {
  if (host === undefined || !isWebOrigin(origin) || endOfHost(origin) === -1) return false;
  const defaultPort = isHttpOrigin(origin) ? ":80" : ":443";
  const asked = host.toLowerCase();
  const authority = asked.endsWith(defaultPort) ? asked.slice(0, -defaultPort.length) : asked;
  return origin.slice(origin.indexOf("://") + 3) === authority;
}
