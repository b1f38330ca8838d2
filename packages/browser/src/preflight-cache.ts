import { behaviours, type CacheBehaviour, type Engine } from "./engine.ts";
import { headerValue, tokenList, type HeaderLine } from "./header-lines.ts";

/** What a preflight is remembered by, and what a later request asks of the memory. */
export interface CacheQuestion {
  readonly origin: string;
  /** Whole, with query and fragment: another one is another preflight. */
  readonly url: string;
  readonly withCredentials: boolean;
  readonly method: string;
  /** Lower case. */
  readonly headerNames: readonly string[];
  /** An upload listener or a streamed body asked for the preflight, not the method or a header. */
  readonly forced: boolean;
}

export interface PreflightCache {
  /** Whether the request may go without a preflight. */
  covers(question: CacheQuestion): boolean;
  /** Keeps what an answer allows; returns for how many seconds, 0 for not at all. */
  store(question: CacheQuestion, answer: readonly HeaderLine[]): number;
  /** Forgets the URL for this origin: https://fetch.spec.whatwg.org/#concept-cache-clear */
  forget(question: Pick<CacheQuestion, "origin" | "url">): void;
}

interface Entry {
  readonly credentials: boolean;
  /** Name to the millisecond at which it is forgotten. */
  readonly methods: Map<string, number>;
  readonly headers: Map<string, number>;
}

const defaultLifetime = 5;

/** Seconds an answer is kept, after https://fetch.spec.whatwg.org/#http-access-control-max-age and the engine's own habits. */
export function preflightLifetime(answer: readonly HeaderLine[], engine: Engine): number {
  const { cap, invalidMaxAge, negativeMaxAge } = behaviours[engine].cache;
  const value = headerValue(answer, "access-control-max-age");
  if (value === undefined || value === "") return defaultLifetime;
  if (/^\d+$/.test(value)) return Math.min(Number(value), cap);
  const faulty = /^-\d+$/.test(value) ? negativeMaxAge : invalidMaxAge;
  return faulty === "none" ? 0 : defaultLifetime;
}

const keyOf = (
  { origin, url }: Pick<CacheQuestion, "origin" | "url">,
  credentials: boolean,
): string => `${credentials ? "with" : "without"} ${origin} ${url}`;

/** The entries that could answer, best first. */
function candidates(
  entries: ReadonlyMap<string, Entry>,
  question: CacheQuestion,
  cache: CacheBehaviour,
): readonly Entry[] {
  const flags = question.withCredentials
    ? [true]
    : cache.credentialedServesAll
      ? [false, true]
      : [false];
  return flags.flatMap((flag) => entries.get(keyOf(question, flag)) ?? []);
}

/**
 * An empty memory of preflights with an engine's limits, keys and eviction.
 *
 * @param engine Whose memory. Default `"chromium"`.
 * @param now The time in milliseconds. Default `Date.now`; a test moves its own.
 */
export function createPreflightCache(
  engine: Engine = "chromium",
  now: () => number = Date.now,
): PreflightCache {
  const cache = behaviours[engine].cache;
  // A Map keeps insertion order: re-inserting on use makes the first key the least recently used.
  const entries = new Map<string, Entry>();

  const alive = (until: number | undefined): boolean => until !== undefined && until > now();

  function matches(entry: Entry, question: CacheQuestion): boolean {
    const excluded =
      cache.wildcardExcludes === "entry" ? entry.credentials : question.withCredentials;
    const star = (names: Entry["methods"]): boolean =>
      cache.wildcardMatches && !excluded && alive(names.get("*"));
    const free =
      cache.freeMethods.includes(question.method) && !(question.forced && cache.forcedNeedsEntry);
    const method = free || alive(entry.methods.get(question.method)) || star(entry.methods);
    return (
      method &&
      question.headerNames.every(
        (name) =>
          alive(entry.headers.get(name)) ||
          (star(entry.headers) && (name !== "authorization" || cache.wildcardMatchesAuthorization)),
      )
    );
  }

  return {
    covers(question) {
      const entry = candidates(entries, question, cache).find((one) => matches(one, question));
      if (entry === undefined) {
        if (cache.missForgets) this.forget(question);
        return false;
      }
      const key = keyOf(question, entry.credentials);
      entries.delete(key);
      entries.set(key, entry);
      return true;
    },

    store(question, answer) {
      if (question.url.length > cache.longestUrl) return 0;
      const lifetime = preflightLifetime(answer, engine);
      if (lifetime <= 0) {
        if (cache.update === "replace") this.forget(question);
        return 0;
      }
      const key = keyOf(question, question.withCredentials);
      const old = cache.update === "merge" ? entries.get(key) : undefined;
      const entry = old ?? {
        credentials: question.withCredentials,
        methods: new Map<string, number>(),
        headers: new Map<string, number>(),
      };
      if (cache.update === "replace") this.forget(question);
      const until = now() + lifetime * 1000;
      for (const method of allowedNames(answer, "access-control-allow-methods")) {
        entry.methods.set(method, until);
      }
      // https://fetch.spec.whatwg.org/#cors-preflight-fetch-0: a forced preflight without a list allows its method.
      if (question.forced && headerValue(answer, "access-control-allow-methods") === undefined) {
        entry.methods.set(question.method, until);
      }
      for (const name of allowedNames(answer, "access-control-allow-headers")) {
        entry.headers.set(name.toLowerCase(), until);
      }
      entries.delete(key);
      entries.set(key, entry);
      if (entries.size > cache.entries) {
        for (const oldest of [...entries.keys()].slice(0, cache.evicted)) entries.delete(oldest);
      }
      return lifetime;
    },

    forget(question) {
      entries.delete(keyOf(question, true));
      entries.delete(keyOf(question, false));
    },
  };
}

function allowedNames(answer: readonly HeaderLine[], name: string): readonly string[] {
  const list = tokenList(answer, name);
  return list.valid ? list.tokens : [];
}
