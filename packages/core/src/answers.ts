import type {
  AcceptedDecision,
  AllowedDecision,
  ListDecision,
  NoOriginDecision,
  OriginDecision,
  SameOriginDecision,
} from "./decision.ts";
import { createSameOrigin } from "./grant.ts";
import type { GrantedHeaders, Headers } from "./granted-headers.ts";
import type { ParsedOptions } from "./policy-options.ts";

const NO_HEADERS: Headers = Object.freeze({});

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

/** The decisions for `options`. `origin: '*'` grants without being asked: shared caches may then serve anybody. */
export function createAnswers(options: ParsedOptions, granted: GrantedHeaders): Answers {
  const everybody = options.origin === "*";
  const vary = everybody ? "" : "Origin";
  const headers = everybody ? granted.actual("*") : NO_HEADERS;
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
