/**
 * One request, as a host passes it to `decide`. Each field is read at most once and only when it is needed, so an
 * adapter may implement them as getters. Field values are what HTTP delivered, never normalised.
 */
export interface CorsRequest {
  /** Case-sensitive, as received. */
  readonly method: string;
  /** `Origin`. `undefined` when absent; `''` is malformed, not absent. Two lines arrive joined and match nothing. */
  readonly origin?: string | undefined;
  /** `Access-Control-Request-Method`. */
  readonly requestMethod?: string | undefined;
  /** `Access-Control-Request-Headers`; several lines joined by a comma. */
  readonly requestHeaders?: string | undefined;
  /** `Sec-Fetch-Site`, compared exactly: https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header */
  readonly fetchSite?: string | undefined;
  /** `host[:port]` as the public sees it; `:authority` on HTTP/2. */
  readonly host?: string | undefined;
  /** The application's own origins, for a proxy that rewrites Host. */
  readonly selfOrigins?: ReadonlySet<string> | undefined;
  /** A WebSocket handshake: `Upgrade: websocket`, or an extended CONNECT. */
  readonly upgrade?: boolean | undefined;
  /** The host's own request, for an OriginTest. */
  readonly raw?: unknown;
}
