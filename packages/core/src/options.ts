import type { CorsRequest } from "./request.ts";

/**
 * Decides about one origin. It is asked for well-formed origins other than `null`, after every exact
 * origin and pattern has failed, and only an exact `true` allows.
 *
 * Anything else, a throw, a rejection or `originTimeout` is a refusal, never a pass and never a hang.
 * A second parameter is an error: `(origin, callback)` would never be called back. A rule that needs the
 * request is an {@link OriginTest}.
 */
export type OriginFunction = (origin: string) => boolean | Promise<boolean>;

/** A rule that needs the request too, and says so by its shape. */
export interface OriginTest {
  test(origin: string, request: CorsRequest): boolean | Promise<boolean>;
}

/**
 * Who: a literal, a pattern, a RegExp or a function.
 *
 * ```
 * https://app.example.com        // permitted: exactly this origin
 * capacitor://localhost          // permitted: an app's own scheme
 * https://*.example.com          // permitted: `*` is [a-z0-9-]+ inside one label, never a dot
 * https://preview-*.example.com  // permitted
 * https://**.example.com         // permitted: one or more labels; the apex is not included
 * http://localhost:*             // permitted: any port, or none
 * chrome-extension://*           // permitted: any host of a scheme other than http and https
 * /^https:\/\/[a-z]+\.example\.com$/ // permitted: anchored, with a literal ://
 * https://app.example.com/       // prohibited: a trailing slash never matches
 * app.example.com                // prohibited: no scheme
 * /example\.com$/                // prohibited: matches https://evilexample.com
 * ```
 *
 * An origin is serialized as in https://datatracker.ietf.org/doc/html/rfc6454#section-6.2.
 */
export type OriginRule = string | RegExp | OriginFunction | OriginTest;

/**
 * A single literal beside credentials must look like an origin: this type, not `string`, keeps `'*'` out at
 * compile time. One string from the environment is written `[env]`.
 */
export type CredentialedOrigin = `${string}://${string}` | RegExp | OriginFunction | OriginTest;

/** What happens to an unsafe request from an origin that is not allowed. */
export type Enforcement = "unsafe-methods" | "report" | "off";

interface PolicyFields {
  /**
   * Methods of cross-origin requests. `'auto'` (the default): what is routed at the path under an equal policy;
   * GET, HEAD, POST where nobody knows the routes. GET listed means HEAD listed.
   *
   * The names are case-sensitive: `'PATCH'`, never `'patch'`. CONNECT, TRACE and TRACK are forbidden
   * (https://fetch.spec.whatwg.org/#forbidden-method).
   */
  methods?: "auto" | readonly string[] | undefined;
  /**
   * Request headers a page may send. Default `['content-type']`. `'*'` allows the names requested, except
   * `authorization`, which must be listed beside it: `['*', 'authorization']`.
   */
  allowedHeaders?: "*" | readonly string[] | undefined;
  /**
   * Seconds a browser may cache a preflight, 0 to 86400. Default 7200. Chromium honours at most 7200, Firefox
   * 86400, WebKit 600.
   */
  maxAge?: number | undefined;
  /**
   * What becomes of an unsafe request (not GET, HEAD, OPTIONS; or a WebSocket handshake) that is not allowed:
   * `'unsafe-methods'` (default) refuses it before it runs, `'report'` only publishes that it would have been
   * refused, `'off'` is plain CORS, which stops a page from reading, not from writing.
   */
  enforce?: Enforcement | undefined;
  /**
   * Origins that may send unsafe requests but not read the answer: identity providers' form posts, beacons.
   * `'null'` is permitted here.
   */
  acceptFrom?: readonly OriginRule[] | undefined;
  /** Milliseconds an asynchronous rule may take, 1 to 60000. Default 2000. */
  originTimeout?: number | undefined;
  /** Doors that are closed for a reason. Each opens with `true`. */
  dangerously?: DangerousOptions | undefined;
}

export interface DangerousOptions {
  /** Lets `'null'` be listed. Sandboxed frames and redirects of any site send `Origin: null`. Never with credentials. */
  allowNullOrigin?: true;
  /** Lets `http:` origins have credentials. Whoever is on the network path can then act as the user. */
  allowInsecureOrigins?: true;
  /** Lets a wildcard stand directly above a public suffix with credentials. Anybody can register such a host. */
  allowPublicSuffixOrigins?: true;
}

export interface AnonymousPolicyOptions extends PolicyFields {
  /** Who may read the answers. Required: there is no default. */
  origin: "*" | OriginRule | readonly OriginRule[];
  /** Whether cookies, client certificates and HTTP authentication may be used. Default `false`. */
  credentials?: false | undefined;
  /** Response headers a page may read beside the safelisted ones. Default none. */
  exposedHeaders?: "*" | readonly string[] | undefined;
}

export interface CredentialedPolicyOptions extends PolicyFields {
  /** Who may read the answers, with the user's credentials. Never `'*'`. */
  origin: CredentialedOrigin | readonly OriginRule[];
  credentials: boolean;
  /** Response headers a page may read beside the safelisted ones. `'*'` is a literal name here, so it is an error. */
  exposedHeaders?: readonly string[] | undefined;
}

/** What a user writes. Everything but `origin` has a default. */
export type PolicyOptions = AnonymousPolicyOptions | CredentialedPolicyOptions;

/** What `extend` takes. A key that is `undefined` leaves the base's value. */
export type PolicyOverrides = Partial<PolicyOptions>;
