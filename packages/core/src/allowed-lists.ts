import type { ParsedOptions } from "./policy-options.ts";
import { CORE_METHODS, isMethodToken, USUAL_METHODS } from "./method-name.ts";
import { parseFieldNames } from "./token.ts";

/**
 * Which methods a policy lists: its own, those a host found routed, or those of a path that nobody routed. Only
 * `methods: 'auto'` ever has another source than its options.
 */
export type MethodSource = "options" | "unrouted" | readonly string[];

/** The methods and request headers that a policy lists, and whether they depend on the request. */
export class AllowedLists {
  /** Whether a preflight's answer is the same whatever it asks for. */
  readonly constant: boolean;
  /** The request fields that the lists are computed from, for `Vary`. */
  readonly vary: string;
  readonly #methods: ReadonlySet<string>;
  readonly #headers: ReadonlySet<string>;
  readonly #methodList: string;
  readonly #headerList: string;
  readonly #anyMethod: boolean;
  readonly #anyHeader: boolean;

  constructor(options: ParsedOptions, source: MethodSource) {
    this.#anyMethod = source === "unrouted";
    this.#anyHeader = options.allowedHeaders.includes("*");
    this.#methods = new Set(withHead(listedMethods(options, source)));
    this.#headers = new Set(options.allowedHeaders.filter((name) => name !== "*"));
    this.#methodList = [...this.#methods].join(", ");
    this.#headerList = [...this.#headers].join(", ");
    this.constant = !this.#anyMethod && !this.#anyHeader;
    this.vary = [
      this.#anyMethod ? "Access-Control-Request-Method" : "",
      this.#anyHeader ? "Access-Control-Request-Headers" : "",
    ]
      .filter((name) => name !== "")
      .join(", ");
  }

  /** For people: what hosts show of a route. */
  get methods(): readonly string[] {
    return [...this.#methods];
  }

  hasMethod(method: string): boolean {
    return this.#methods.has(method) || (this.#anyMethod && isMethodToken(method));
  }

  /**
   * Whether a page may send the header. `*` does not cover `authorization`, as the standard has it, though all three
   * engines let it pass: https://fetch.spec.whatwg.org/#cors-preflight-fetch (step 7.7).
   */
  hasHeader(name: string): boolean {
    return this.#headers.has(name) || (this.#anyHeader && name !== "authorization");
  }

  /** The list of methods that a preflight is told. The one it asks for is added only where it parsed as a token. */
  methodsFor(requestMethod: string): string {
    return this.#methods.has(requestMethod) || !this.hasMethod(requestMethod)
      ? this.#methodList
      : `${this.#methodList}, ${requestMethod}`;
  }

  /** The list of request headers that a preflight is told. The names it asks for are added only as parsed tokens. */
  headersFor(requestHeaders: string): string {
    if (!this.#anyHeader) return this.#headerList; // what could be added is in it already
    const requested = parseFieldNames(requestHeaders) ?? [];
    const allowed = requested.filter((name) => this.hasHeader(name));
    return [...new Set([...this.#headers, ...allowed])].join(", ");
  }
}

function listedMethods(options: ParsedOptions, source: MethodSource): readonly string[] {
  if (options.methods !== "auto") return options.methods;
  if (source === "options") return CORE_METHODS;
  if (source === "unrouted") return USUAL_METHODS;
  // Frameworks route TRACE under "all methods"; no page can send it.
  return [...new Set(source.filter((method) => isMethodToken(method)))];
}

/** GET listed means HEAD listed: Firefox preflights every HEAD again whose method is not listed. */
function withHead(methods: readonly string[]): readonly string[] {
  if (!methods.includes("GET") || methods.includes("HEAD")) return methods;
  return methods.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method]));
}
