import FindMyWay from "find-my-way";
import type { FastifyInstance } from "fastify";

/** What decides between routes of one path, as far as a preflight carries it. */
export interface Derived {
  readonly host: string | undefined;
  /** `ANY_VERSION` where the request will have a version. */
  readonly version: typeof ANY_VERSION | undefined;
}

/** A preflight tells that `accept-version` will be sent, never its value. */
export const ANY_VERSION = "any";

/** The constraints a preflight can be matched by. */
export interface VisibleConstraints {
  readonly host?: unknown;
  readonly version?: typeof ANY_VERSION;
}

type Router = FindMyWay.Instance<FindMyWay.HTTPVersion>;
export type RouterOptions = FindMyWay.Config<FindMyWay.HTTPVersion>;
type Handler = FindMyWay.Handler<FindMyWay.HTTPVersion>;

/** Routes of one method, matched as Fastify's own router matches. */
export class RouteRouter<Value extends object> {
  readonly #router: Router;
  readonly #options: RouterOptions;

  constructor(options: RouterOptions) {
    this.#options = options;
    this.#router = FindMyWay(options);
  }

  /** The value standing at exactly this pattern and these constraints. */
  at(pattern: string, constraints: VisibleConstraints): Value | undefined {
    // Always GET: the library knows a closed set of methods, Fastify's `addHttpMethod` does not.
    const route = this.#router.findRoute("GET", this.#normalize(pattern), { ...constraints });
    return route === null ? undefined : valueOf<Value>(route);
  }

  /** Puts a value where none stands. */
  add(pattern: string, constraints: VisibleConstraints, value: Value): void {
    this.#router.on("GET", pattern || "/", { constraints: { ...constraints } }, doNothing, value);
  }

  find(url: string, derived: Derived): Value | undefined {
    const found = this.#router.find("GET", url, derived);
    return found === null ? undefined : valueOf<Value>(found);
  }

  /** As `on` does to a pattern, and `findRoute` forgets. What lower case spoils, neither of them compares. */
  #normalize(pattern: string): string {
    const { ignoreDuplicateSlashes, ignoreTrailingSlash, caseSensitive } = this.#options;
    let path = pattern || "/";
    if (ignoreDuplicateSlashes === true) path = FindMyWay.removeDuplicateSlashes(path);
    if (ignoreTrailingSlash === true) path = FindMyWay.trimLastSlash(path);
    return caseSensitive === false ? path.toLowerCase() : path;
  }
}

const doNothing: Handler = () => undefined;

/** The library hands back as `any` what was put there. */
function valueOf<Value>({ store }: { readonly store: Value }): Value {
  return store;
}

/**
 * The patterns that the router makes of one, in its order: an optional last parameter makes two. They are added one by
 * one, because either may be there already.
 */
export function splitOptional(pattern: string): readonly string[] {
  const match = /(\/:[^/()]*)\?(\/?)$/.exec(pattern);
  if (match === null) return [pattern];
  const [whole, parameter = "", slash = ""] = match;
  const before = pattern.slice(0, pattern.length - whole.length);
  return [before + parameter + slash, before + slash || "/"];
}

/** Matches every versioned route, and only those, where a version will be sent. */
class AnyVersion {
  #handler: Handler | null = null;

  get(value: string): Handler | null {
    return value === ANY_VERSION ? this.#handler : null;
  }

  set(_: string, handler: Handler): void {
    this.#handler = handler;
  }
}

/** The options of Fastify's own router, for a copy that neither refuses long parameters nor reads query strings. */
export function routerOptionsOf(root: FastifyInstance): RouterOptions {
  const { initialConfig } = root;
  // Fastify 5 has them in both places, 6 only in the second, which is undefined where the user gave none.
  const options = { ...initialConfig, ...initialConfig.routerOptions };
  const copied = {
    ignoreTrailingSlash: options.ignoreTrailingSlash ?? false,
    ignoreDuplicateSlashes: options.ignoreDuplicateSlashes ?? false,
    caseSensitive: options.caseSensitive ?? true,
    useSemicolonDelimiter: options.useSemicolonDelimiter ?? false, // honoured, though not in the library's types
  };
  return {
    ...copied,
    maxParamLength: Number.MAX_SAFE_INTEGER,
    allowUnsafeRegex: true,
    querystringParser: () => undefined,
    constraints: {
      version: {
        name: "version",
        mustMatchWhenDerived: true,
        storage: () => new AnyVersion(),
        deriveConstraint: () => ANY_VERSION,
      },
    },
  };
}
