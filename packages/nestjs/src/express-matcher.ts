import { RequestMethod } from "@nestjs/common";
import { match, type MatchFunction } from "path-to-regexp";
import type { Asked, HandlerRoute } from "./handler-route.ts";
import { NEST_METADATA } from "./nest-metadata.ts";
import type { RouteMatcher } from "./route-matcher.ts";
import { acceptsVersion } from "./route-version.ts";

/** What is read of an Express application: the order of its routes, and how its router compares. */
export interface ExpressApplication {
  readonly router: {
    readonly caseSensitive?: boolean;
    readonly strict?: boolean;
    readonly stack: readonly {
      readonly route?: {
        readonly path: unknown;
        readonly stack: readonly { readonly handle: object }[];
      };
    }[];
  };
}

interface Entry {
  readonly route: HandlerRoute;
  readonly matches: MatchFunction<object>;
}

/** Matches like Express's router: first registered, first served. */
export class ExpressMatcher implements RouteMatcher {
  readonly #differences: string[] = [];
  readonly #routes: readonly HandlerRoute[];
  readonly #entries = new Map<HandlerRoute, Entry>();
  /** Entries by method; a method nobody named reaches `@All()` only. */
  readonly #byMethod = new Map<string, readonly Entry[]>();

  constructor(application: ExpressApplication, routes: readonly HandlerRoute[]) {
    this.#routes = this.#order(application, routes);
    // The router's own flags: it may be older than the application's settings, which then do nothing.
    const { caseSensitive: sensitive = false, strict = false } = application.router;
    for (const route of this.#routes) {
      const path = strict || route.url === "/" ? route.url : route.url.replace(/\/+$/, "");
      const matches = match(path, { sensitive, end: true, trailing: !strict });
      this.#entries.set(route, { route, matches });
    }
  }

  find({ method, url, hostname, version }: Asked): HandlerRoute | undefined {
    const path = pathOf(url);
    if (path === undefined) return undefined;
    for (const { route, matches } of this.#entriesFor(method)) {
      if (!isMatch(matches, path)) continue;
      if (route.hosts !== undefined && !route.hosts.some((host) => host.test(hostname))) continue;
      if (acceptsVersion(route.version, version)) return route;
    }
    return undefined;
  }

  compare(): readonly string[] {
    return this.#differences;
  }

  #entriesFor(method: string): readonly Entry[] {
    const known = this.#byMethod.get(method);
    if (known !== undefined) return known;
    const entries = this.#routes.flatMap((route) => {
      const entry = this.#entries.get(route);
      return entry !== undefined && servesMethod(route, method) ? [entry] : [];
    });
    // Only methods that routes name are kept: a stranger must not fill the memory with names of methods.
    if (entries.some(({ route }) => route.method === method)) this.#byMethod.set(method, entries);
    return entries;
  }

  /** The routes in the order they really stand in; `specificity` of Nest 12 sorts them, for one. */
  #order(
    application: ExpressApplication,
    routes: readonly HandlerRoute[],
  ): readonly HandlerRoute[] {
    const waiting = new Map<string, HandlerRoute[]>();
    for (const route of routes) {
      const key = `${route.method} ${route.url}`;
      waiting.set(key, [...(waiting.get(key) ?? []), route]);
    }
    const ordered: HandlerRoute[] = [];
    for (const key of registeredKeys(application)) {
      const route = waiting.get(key)?.shift();
      if (route === undefined) this.#differences.push(`${key} is routed but was not foreseen`);
      else ordered.push(route);
    }
    for (const [key, left] of waiting) {
      for (const { name } of left) this.#differences.push(`${key} (${name}) is not routed`);
    }
    return ordered;
  }
}

/** Nest copies a handler's metadata onto what it registers; middleware and plain Express routes have none. */
function registeredKeys({ router }: ExpressApplication): readonly string[] {
  return router.stack.flatMap(({ route }) => {
    const handle = route?.stack[0]?.handle;
    if (route === undefined || handle === undefined) return [];
    if (!Reflect.hasMetadata(NEST_METADATA.path, handle)) return [];
    const method: RequestMethod | undefined = Reflect.getMetadata(NEST_METADATA.method, handle);
    return method === undefined ? [] : [`${RequestMethod[method]} ${String(route.path)}`];
  });
}

function servesMethod(route: HandlerRoute, method: string): boolean {
  return (
    route.method === method ||
    route.method === "ALL" ||
    (method === "HEAD" && route.method === "GET")
  );
}

function isMatch(matches: MatchFunction<object>, path: string): boolean {
  try {
    return matches(path) !== false;
  } catch {
    return false; // malformed percent-encoding: the router answers 400
  }
}

/** A request target in absolute form is what proxies are sent: https://www.rfc-editor.org/rfc/rfc9112#section-3.2.2 */
function pathOf(url: string): string | undefined {
  if (url.startsWith("/")) return url.split(/[?#]/, 1)[0];
  return URL.canParse(url) ? new URL(url).pathname : undefined;
}
