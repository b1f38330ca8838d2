import type { WalkInit } from "@corsage/browser";
import type { Exchange, Prober } from "./exchange.ts";

/** An origin that nobody lists. `.invalid` never resolves: RFC 2606. */
export const STRANGER = "https://corsage-probe.invalid";

/** A path below the URL's that no server has, for a look at its error answers. */
const NOWHERE = "/corsage-probe-no-such-path";

/** What lies beside a request: the answers to a few safe ones, all to the one URL's host. */
export interface Surroundings {
  /** The page's origin, GET. */
  readonly friend: Exchange;
  /** No Origin at all. */
  readonly nobody: Exchange;
  readonly stranger: Exchange;
  /** `Origin: null`. */
  readonly nullOrigin: Exchange;
  /** The page's origin, a preflight. */
  readonly asking: Exchange;
  readonly strangerAsking: Exchange;
  /** OPTIONS that asks for no method, and so is no preflight. */
  readonly plainOptions: Exchange;
  /** A path below that does not exist. */
  readonly missing: Exchange;
  /** The root of the host. */
  readonly root: Exchange;
  readonly withCookie: Exchange;
  /** The URL with a slash at its end, or without. */
  readonly otherSlash: Exchange;
  readonly otherSlashAsking: Exchange;
}

/**
 * Sends the twelve requests, one after the other. None of them changes anything.
 * @throws UnreachableError if one is not answered.
 */
export async function lookAround(
  url: string,
  { origin, init, prober }: { origin: string; init: WalkInit; prober: Prober },
): Promise<Surroundings> {
  const asked = { "access-control-request-method": init.method ?? "GET" };
  const at = (path: string): string => new URL(path, url).href;
  const below = new URL(url).pathname.replace(/\/$/, "") + NOWHERE;
  return {
    friend: await prober.send("GET", url, { origin }),
    nobody: await prober.send("GET", url, {}),
    stranger: await prober.send("GET", url, { origin: STRANGER }),
    nullOrigin: await prober.send("GET", url, { origin: "null" }),
    asking: await prober.send("OPTIONS", url, { origin, ...asked }),
    strangerAsking: await prober.send("OPTIONS", url, { origin: STRANGER, ...asked }),
    plainOptions: await prober.send("OPTIONS", url, { origin }),
    missing: await prober.send("GET", at(below), { origin }),
    root: await prober.send("GET", at("/"), { origin }),
    withCookie: await prober.send("GET", url, { origin, cookie: "corsage-probe=1" }),
    otherSlash: await prober.send("GET", toggleSlash(url), { origin }),
    otherSlashAsking: await prober.send("OPTIONS", toggleSlash(url), { origin, ...asked }),
  };
}

/** The same URL with the slash at its end, or without it. */
function toggleSlash(url: string): string {
  const other = new URL(url);
  other.pathname = other.pathname.endsWith("/")
    ? other.pathname.slice(0, -1)
    : `${other.pathname}/`;
  return other.href;
}
