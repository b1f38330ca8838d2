import { VERSION_NEUTRAL } from "@nestjs/common";
import FindMyWay from "find-my-way";
import type { Asked, HandlerRoute, Version } from "./handler-route.ts";
import type { RouteMatcher } from "./route-matcher.ts";

/** A route as Fastify announces it, Nest's or a plugin's. */
export interface AnnouncedRoute {
  readonly method: string | readonly string[];
  readonly url: string;
  readonly constraints?: { readonly host?: unknown; readonly version?: Version };
}

type Handler = FindMyWay.Handler<FindMyWay.HTTPVersion>;
type Router = FindMyWay.Instance<FindMyWay.HTTPVersion>;
export type RouterOptions = FindMyWay.Config<FindMyWay.HTTPVersion>;

/** Matches like Fastify's router, which finds the most specific route whatever the order. */
export class FastifyMatcher implements RouteMatcher {
  readonly #announced: readonly AnnouncedRoute[];
  readonly #routes: readonly HandlerRoute[];
  readonly #options: RouterOptions;
  #routers = new Map<string, Router>();
  #found = new Map<unknown, HandlerRoute>();
  #unused: ReadonlySet<HandlerRoute> = new Set();
  /** How many of `announced` the routers know: plugins go on declaring routes until Fastify is ready. */
  #count = -1;

  /** `announced` may grow; a route once in it does not change. */
  constructor(
    announced: readonly AnnouncedRoute[],
    routes: readonly HandlerRoute[],
    options: RouterOptions,
  ) {
    this.#announced = announced;
    this.#routes = routes;
    this.#options = { ...options, constraints: { version: createVersionStrategy() } };
  }

  find({ method, url, host, hostname, version }: Asked): HandlerRoute | undefined {
    this.#update();
    const found = this.#routers.get(method)?.find("GET", url, { host, version });
    const route = found ? this.#found.get(found.handler) : undefined;
    // Fastify has one route per path; a handler of another host passes the request on, to a 404.
    return route?.hosts === undefined || route.hosts.some((rule) => rule.test(hostname))
      ? route
      : undefined;
  }

  compare(): readonly string[] {
    this.#update();
    return [...this.#unused].map(
      ({ method, url, name }) => `${method} ${url} (${name}) is not routed`,
    );
  }

  #update(): void {
    if (this.#count === this.#announced.length) return;
    this.#count = this.#announced.length;
    this.#routers = new Map();
    this.#found = new Map();
    const byKey = new Map<string, HandlerRoute[]>();
    for (const route of this.#routes) {
      const key = keyOf(route.method, route.url, route.version);
      byKey.set(key, [...(byKey.get(key) ?? []), route]);
    }
    const unused = new Set(this.#routes);
    for (const announced of this.#announced) {
      for (const method of [announced.method].flat()) {
        const route = findDeclared(byKey, method, announced);
        if (route !== undefined) unused.delete(route);
        this.#add(method, announced, route);
      }
    }
    this.#unused = unused;
  }

  /** A router per method: the library knows a closed set of methods, Fastify's `addHttpMethod` does not. */
  #add(
    method: string,
    { url, constraints }: AnnouncedRoute,
    route: HandlerRoute | undefined,
  ): void {
    let router = this.#routers.get(method);
    if (router === undefined) {
      router = FindMyWay(this.#options);
      this.#routers.set(method, router);
    }
    const given = {
      ...(constraints?.host !== undefined && { host: constraints.host }),
      ...(constraints?.version !== undefined && { version: constraints.version }),
    };
    // Fastify announces a HEAD of its own beside one declared by hand, and keeps the first.
    if (router.findRoute("GET", url || "/", given) !== null) return;
    const handler: Handler = () => undefined;
    if (route !== undefined) this.#found.set(handler, route);
    router.on("GET", url || "/", { constraints: given }, handler);
  }
}

function findDeclared(
  byKey: ReadonlyMap<string, readonly HandlerRoute[]>,
  method: string,
  { url, constraints }: AnnouncedRoute,
): HandlerRoute | undefined {
  const version = constraints?.version;
  const methods = method === "HEAD" ? ["HEAD", "ALL", "GET"] : [method, "ALL"];
  for (const candidate of methods) {
    const found = byKey.get(keyOf(candidate, url, version))?.[0];
    if (found !== undefined) return found;
  }
  if (version !== undefined) return undefined;
  // The adapter of Nest 11 forgets the version of an `@All()`: the real route answers every version.
  const prefix = `ALL ${url} `;
  return [...byKey].find(([key]) => key.startsWith(prefix))?.[1][0];
}

function keyOf(method: string, url: string, version: Version | undefined): string {
  const told = version === VERSION_NEUTRAL || version === undefined ? "" : [version].flat();
  return `${method} ${url} ${JSON.stringify([told].flat().map(String))}`;
}

/** The strategy that platform-fastify gives Fastify's own router. */
function createVersionStrategy(): FindMyWay.ConstraintStrategy<FindMyWay.HTTPVersion> {
  return {
    name: "version",
    mustMatchWhenDerived: false,
    validate: () => undefined,
    storage: () => {
      const stored = new Map<unknown, Handler>();
      return {
        get: (asked: unknown) => {
          const version = Array.isArray(asked) ? asked.find((one) => stored.has(one)) : asked;
          return stored.get(version) ?? null;
        },
        set: (offered: unknown, handler: Handler) => {
          for (const version of [offered].flat()) stored.set(version, handler);
        },
      };
    },
    deriveConstraint: () => "",
  };
}
