import { isLoopbackHost } from "./host-name.ts";
import type { OriginFunction, OriginTest } from "./options.ts";
import type { OriginRules } from "./origin-rules.ts";
import { endOfHost, isHttpOrigin, MAX_ORIGIN_LENGTH } from "./origin-syntax.ts";
import type { CorsRequest } from "./request.ts";

/** `failed`: no rule allowed the origin, and one threw, rejected, timed out or answered neither true nor false. */
export type OriginVerdict = "allowed" | "refused" | "failed";

export interface MatcherOptions {
  /** Whether `http:` origins beyond loopback are refused whatever a RegExp or function says. */
  readonly secureOnly: boolean;
  /** Milliseconds. */
  readonly timeout: number;
}

/** Decides whether an origin is on a list. Literals and patterns first; RegExps and functions see only what is well-formed. */
export class OriginMatcher {
  /** Whether a verdict can be a promise. */
  readonly async: boolean;
  readonly #rules: OriginRules;
  readonly #options: MatcherOptions;
  readonly #hasConditions: boolean;

  constructor(rules: OriginRules, options: MatcherOptions) {
    this.#rules = rules;
    this.#options = options;
    this.async = rules.tests.length > 0;
    this.#hasConditions = this.async || rules.regexps.length > 0;
  }

  /** Whether a rule that always answers the same allows the origin: one without a function. */
  matchesConstant(origin: string): boolean {
    if (origin.length > MAX_ORIGIN_LENGTH) return false; // before a 16 KB string is hashed
    const { exact, patterns, nullOrigin, regexps } = this.#rules;
    if (exact.has(origin)) return true;
    if (origin === "null") return nullOrigin;
    if (patterns?.matches(origin) === true) return true;
    if (regexps.length === 0 || !this.#mayAskConditions(origin)) return false;
    for (const regexp of regexps) if (regexp.test(origin)) return true;
    return false;
  }

  /** Asks the functions, in order, after `matchesConstant` said no. A promise only if one of them gave one. */
  askFunctions(origin: string, request: CorsRequest): OriginVerdict | Promise<OriginVerdict> {
    if (!this.async || !this.#mayAskConditions(origin)) return "refused";
    const { tests } = this.#rules;
    let failed = false;
    for (const [index, test] of tests.entries()) {
      const answer = ask(test, origin, request);
      if (answer === true) return "allowed";
      if (isThenable(answer)) return this.#askOn(answer, index + 1, origin, request, failed);
      failed ||= answer !== false;
    }
    return failed ? "failed" : "refused";
  }

  async #askOn(
    first: PromiseLike<unknown>,
    next: number,
    origin: string,
    request: CorsRequest,
    failedBefore: boolean,
  ): Promise<OriginVerdict> {
    let failed = failedBefore;
    let answer = await settle(first, this.#options.timeout);
    for (const test of this.#rules.tests.slice(next)) {
      if (answer === true) break;
      failed ||= answer !== false;
      const raw = ask(test, origin, request);
      // One after the other: a later rule must not be asked about an origin that an earlier one allows.
      // oxlint-disable-next-line no-await-in-loop
      answer = isThenable(raw) ? await settle(raw, this.#options.timeout) : raw;
    }
    if (answer === true) return "allowed";
    return failed || answer !== false ? "failed" : "refused";
  }

  #mayAskConditions(origin: string): boolean {
    if (!this.#hasConditions || origin === "null") return false;
    const hostEnd = endOfHost(origin);
    if (hostEnd === -1) return false;
    if (!this.#options.secureOnly || !isHttpOrigin(origin)) return true;
    return isLoopbackHost(origin.slice("http://".length, hostEnd));
  }
}

/** What stands for a rule that threw, rejected or did not answer in time: anything but true and false. */
const NO_ANSWER = null;

function ask(test: OriginFunction | OriginTest, origin: string, request: CorsRequest): unknown {
  try {
    return typeof test === "function" ? test(origin) : test.test(origin, request);
  } catch {
    return NO_ANSWER;
  }
}

function isThenable(answer: unknown): answer is PromiseLike<unknown> {
  if (typeof answer !== "object" || answer === null) return false;
  try {
    return "then" in answer && typeof answer.then === "function";
  } catch {
    return false; // a getter of the rule's own that throws
  }
}

function settle(pending: PromiseLike<unknown>, milliseconds: number): Promise<unknown> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(NO_ANSWER), milliseconds);
    const finish = (answer: unknown): void => {
      clearTimeout(timer);
      resolve(answer);
    };
    // A promise of our own, because a thenable may throw instead of rejecting.
    Promise.resolve(pending).then(finish, () => finish(NO_ANSWER));
  });
}
