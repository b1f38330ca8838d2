import type { AllowedDecision, SameOriginDecision } from "./decision.ts";
import type { GrantedHeaders, Headers } from "./granted-headers.ts";

/**
 * The decisions about one origin that is allowed, or about everybody (`'*'`). Each is made when it is first asked
 * for, and is then the same for ever: most origins of a pattern never send a preflight.
 */
export class Grant {
  readonly origin: string;
  readonly #headers: GrantedHeaders;
  readonly #vary: string;
  #actual: AllowedDecision | undefined;
  #preflight: AllowedDecision | undefined;
  #sameOrigin: SameOriginDecision | undefined;

  constructor(origin: string, headers: GrantedHeaders, vary: string) {
    this.origin = origin;
    this.#headers = headers;
    this.#vary = vary;
  }

  get actual(): AllowedDecision {
    this.#actual ??= Object.freeze({
      kind: "actual",
      allowed: true,
      code: "allowed",
      headers: this.#headers.actual(this.origin),
      vary: this.#vary,
      answer: undefined,
    });
    return this.#actual;
  }

  /** Where the lists do not depend on the request. */
  get preflight(): AllowedDecision {
    this.#preflight ??= createPreflight(this.#headers.preflight(this.origin, "", ""), this.#vary);
    return this.#preflight;
  }

  /** The application's own request after all, from an origin that may read too. */
  get sameOrigin(): SameOriginDecision {
    this.#sameOrigin ??= createSameOrigin(this.actual.headers, this.#vary);
    return this.#sameOrigin;
  }
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

export function createSameOrigin(headers: Headers, vary: string): SameOriginDecision {
  return Object.freeze({
    kind: "same-origin",
    allowed: true,
    code: "same-origin",
    headers,
    vary,
    answer: undefined,
  });
}
