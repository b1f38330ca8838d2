import type { Engine } from "./engine.ts";
import type { Page } from "./journey.ts";
import { parsePageOrigin } from "./page-origin.ts";
import { pageResponse } from "./page-response.ts";
import type { WalkInit } from "./page-request.ts";
import { createPreflightCache, type PreflightCache } from "./preflight-cache.ts";
import type { Trace } from "./trace.ts";
import type { Transport } from "./transport.ts";
import { walk } from "./walk.ts";

export interface BrowserOptions {
  /** The page's origin, as the browser would send it: `https://app.example.com`, `capacitor://localhost`, `null`. */
  readonly origin: string;
  /** The way to the server. */
  readonly transport: Transport;
  /** Whose habits: Chromium's by default; `"standard"` for the letter of Fetch, which no engine follows in all points. */
  readonly engine?: Engine | undefined;
  /** Remembered preflights. Default: an empty memory of this browser's own; `false`: none. */
  readonly cache?: PreflightCache | false | undefined;
  /** The page itself, for `Referer`, relative URLs and messages. Default: `/` of the origin. */
  readonly pageUrl?: string | undefined;
  /** The `Cookie` value for a URL, asked when credentials go along. Default: none. A jar is not modelled. */
  readonly cookies?: ((url: string) => string | undefined) | undefined;
  /** Where the page came from, for Chromium's Local Network Access. Default: not considered. */
  readonly addressSpace?: "public" | "local" | "loopback" | undefined;
  /** Whether the user allowed it. Default `false`. */
  readonly localNetworkPermission?: boolean | undefined;
}

/** A page in a browser. */
export interface Browser {
  /** What becomes of a request, step by step. It rejects only for arguments that are no request at all. */
  walk(url: string, init?: WalkInit): Promise<Trace>;
  /**
   * Resolves as `fetch` would in that page, with the headers it may read.
   *
   * @throws TypeError with the engine's message, and the {@link Trace} as its `cause`.
   */
  fetch(url: string, init?: WalkInit): Promise<Response>;
}

/** What the script is told: the engine's words, or Chromium's where the letter of the standard is walked. */
function thrownBy({ engine, failure }: Trace): string {
  const report = failure?.engines[engine === "standard" ? "chromium" : engine];
  return report?.thrown ?? "Failed to fetch";
}

/**
 * The client half of CORS for a page of one origin.
 *
 * ```ts
 * const browser = createBrowser({ origin: "https://app.example.com", transport });
 * const { outcome, failure } = await browser.walk("https://api.example.com/orders", { method: "PUT" });
 * ```
 *
 * @throws TypeError for an origin no page can have.
 */
export function createBrowser(options: BrowserOptions): Browser {
  const { transport, cookies, addressSpace } = options;
  const origin = parsePageOrigin(options.origin);
  const engine = options.engine ?? "chromium";
  const page: Page = {
    origin,
    url: options.pageUrl ?? (origin === "null" ? "about:blank" : `${origin}/`),
    engine,
    transport,
    cache: options.cache === false ? undefined : (options.cache ?? createPreflightCache(engine)),
    cookies: cookies ?? ((): undefined => undefined),
    addressSpace,
    localNetworkPermission: options.localNetworkPermission ?? false,
  };
  return {
    walk: (url, init = {}) => walk(page, url, init),
    async fetch(url, init = {}) {
      const trace = await walk(page, url, init);
      if (trace.response === undefined) {
        throw new TypeError(thrownBy(trace), { cause: trace });
      }
      return pageResponse(trace.response);
    },
  };
}
