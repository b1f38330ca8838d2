import type { AllowedLists } from "./allowed-lists.ts";
import type { ParsedOptions } from "./policy-options.ts";

export type Headers = Readonly<Record<string, string>>;

/** The response headers for an origin that is allowed. Everything but the origin is put together once. */
export class GrantedHeaders {
  readonly #credentials: boolean;
  readonly #exposed: string;
  readonly #maxAge: string;
  readonly #lists: AllowedLists;

  constructor({ credentials, exposedHeaders, maxAge }: ParsedOptions, lists: AllowedLists) {
    this.#credentials = credentials;
    this.#exposed = exposedHeaders === "*" ? "*" : exposedHeaders.join(", ");
    this.#maxAge = String(maxAge);
    this.#lists = lists;
  }

  /** Of actual requests. */
  actual(origin: string): Headers {
    const headers = this.#common(origin);
    if (this.#exposed !== "") headers["access-control-expose-headers"] = this.#exposed;
    return Object.freeze(headers);
  }

  /**
   * Of preflights. No `access-control-expose-headers`: it has no effect there. Empty lists are left out, as an absent
   * header means the same.
   */
  preflight(origin: string, requestMethod: string, requestHeaders: string): Headers {
    const methods = this.#lists.methodsFor(requestMethod);
    const names = this.#lists.headersFor(requestHeaders);
    const headers = this.#common(origin);
    if (methods !== "") headers["access-control-allow-methods"] = methods;
    if (names !== "") headers["access-control-allow-headers"] = names;
    headers["access-control-max-age"] = this.#maxAge;
    return Object.freeze(headers);
  }

  #common(origin: string): Record<string, string> {
    return this.#credentials
      ? { "access-control-allow-origin": origin, "access-control-allow-credentials": "true" }
      : { "access-control-allow-origin": origin };
  }
}
