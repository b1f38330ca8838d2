import type {
  AcceptedDecision,
  AllowedDecision,
  ListDecision,
  NoOriginDecision,
  OriginDecision,
  SameOriginDecision,
} from "./decision.ts";
import type { ParsedOptions } from "./policy-options.ts";

type Headers = Readonly<Record<string, string>>;

const NO_HEADERS: Headers = Object.freeze({});

/** Every decision about one origin that is allowed, made once and given out again and again. */
export interface Grant {
  readonly actual: AllowedDecision;
  /** `undefined` where the lists depend on the request. */
  readonly preflight: AllowedDecision | undefined;
  readonly sameOrigin: SameOriginDecision;
}

/** Every decision of a policy that does not depend on which origin it is. */
export interface Answers {
  readonly noOrigin: NoOriginDecision;
  readonly noOriginRefused: OriginDecision;
  readonly sameOrigin: SameOriginDecision;
  readonly accepted: AcceptedDecision;
  readonly refused: Refusals;
  readonly failed: Refusals;
}

/** One kind of refusal: told to a preflight, told to a request that runs, told to one that does not. */
export interface Refusals {
  readonly preflight: OriginDecision;
  readonly readOnly: OriginDecision;
  readonly stopped: OriginDecision;
}

/** The response headers of actual requests from `origin`. */
export function actualHeaders(options: ParsedOptions, origin: string): Headers {
  const { credentials, exposedHeaders } = options;
  const exposed = exposedHeaders === "*" ? "*" : exposedHeaders.join(", ");
  return Object.freeze({
    "access-control-allow-origin": origin,
    ...(credentials && { "access-control-allow-credentials": "true" }),
    ...(exposed !== "" && { "access-control-expose-headers": exposed }),
  });
}

/**
 * The response headers of preflights from `origin`. No `access-control-expose-headers`: it has no effect there.
 * Empty lists are left out, as an absent header means the same.
 */
export function preflightHeaders(
  options: ParsedOptions,
  origin: string,
  methods: readonly string[],
  headers: readonly string[],
): Headers {
  return Object.freeze({
    "access-control-allow-origin": origin,
    ...(options.credentials && { "access-control-allow-credentials": "true" }),
    ...(methods.length > 0 && { "access-control-allow-methods": methods.join(", ") }),
    ...(headers.length > 0 && { "access-control-allow-headers": headers.join(", ") }),
    "access-control-max-age": String(options.maxAge),
  });
}

/** The decisions for `options`. `origin: '*'` grants without being asked: shared caches may then serve anybody. */
export function createAnswers(options: ParsedOptions): Answers {
  const everybody = options.origin === "*";
  const vary = everybody ? "" : "Origin";
  const headers = everybody ? actualHeaders(options, "*") : NO_HEADERS;
  const stop = options.enforce === "unsafe-methods";
  const refusals = (code: OriginDecision["code"], status: 403 | 503): Refusals => {
    const actual = { kind: "actual", allowed: false, code, headers, vary } as const;
    return Object.freeze({
      preflight: Object.freeze({
        ...actual,
        kind: "preflight",
        headers: NO_HEADERS,
        answer: status,
      }),
      readOnly: Object.freeze({ ...actual, answer: undefined }),
      stopped: Object.freeze({ ...actual, answer: stop ? status : undefined }),
    });
  };
  return Object.freeze({
    noOrigin: Object.freeze({
      kind: "no-origin",
      allowed: true,
      code: "no-origin",
      headers,
      vary,
      answer: undefined,
    }),
    noOriginRefused: Object.freeze({
      kind: "no-origin",
      allowed: false,
      code: "cross-site-without-origin",
      headers,
      vary,
      answer: stop ? 403 : undefined,
    }),
    sameOrigin: createSameOrigin(headers, vary),
    accepted: Object.freeze({
      kind: "actual",
      allowed: false,
      code: "accepted-unreadable",
      headers,
      vary,
      answer: undefined,
    }),
    refused: refusals("origin-not-allowed", 403),
    failed: refusals("origin-check-failed", 503),
  });
}

/** The decisions about one allowed origin, or about everybody (`'*'`). */
export function createGrant(
  options: ParsedOptions,
  origin: string,
  methods: readonly string[],
  constantLists: boolean,
): Grant {
  const vary = options.origin === "*" ? "" : "Origin";
  const headers = actualHeaders(options, origin);
  return Object.freeze({
    actual: Object.freeze({
      kind: "actual",
      allowed: true,
      code: "allowed",
      headers,
      vary,
      answer: undefined,
    }),
    preflight: constantLists
      ? createPreflight(preflightHeaders(options, origin, methods, options.allowedHeaders), vary)
      : undefined,
    sameOrigin: createSameOrigin(headers, vary),
  });
}

export function createPreflight(headers: Headers, vary: string): AllowedDecision {
  return Object.freeze({
    kind: "preflight",
    allowed: true,
    code: "allowed",
    headers,
    vary,
    answer: 204,
  });
}

/** The origin may read, but not by this method or with this header. */
export function createListDecision(
  granted: AllowedDecision,
  code: ListDecision["code"],
  subject: string,
  answer: 204 | 403 | undefined,
): ListDecision {
  const { kind, headers, vary } = granted;
  return Object.freeze({ kind, allowed: false, code, subject, headers, vary, answer });
}

function createSameOrigin(headers: Headers, vary: string): SameOriginDecision {
  return Object.freeze({
    kind: "same-origin",
    allowed: true,
    code: "same-origin",
    headers,
    vary,
    answer: undefined,
  });
}
