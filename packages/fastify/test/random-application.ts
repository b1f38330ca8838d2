import type { PolicyOptions } from "@corsage/core";
import Fastify, { type FastifyInstance, type HTTPMethods, type RouteOptions } from "fastify";
import { corsPlugin } from "@corsage/fastify";

/** A reproducible stream of numbers in [0, 1): mulberry32. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export type Random = ReturnType<typeof createRandom>;

function pick<Item>(random: Random, items: readonly [Item, ...Item[]]): Item {
  return items[Math.floor(random() * items.length)] ?? items[0];
}

/** The policies of one application, told apart by their `maxAge`. */
class Policies {
  #last = 0;
  readonly #shared: boolean;
  readonly #random: Random;

  /** `shared`: few policies for many routes, so that routes which must have equal ones sometimes do. */
  constructor(random: Random, shared: boolean) {
    this.#random = random;
    this.#shared = shared;
  }

  next(): PolicyOptions {
    this.#last += 1;
    const maxAge = this.#shared ? 1 + Math.floor(this.#random() * 2) : this.#last;
    return { origin: ["https://app.example.com"], maxAge };
  }
}

const SEGMENTS = [
  "a",
  "b",
  "ab",
  "users",
  ":id",
  ":id(^\\d+$)",
  ":x-:y",
  ":f.json",
  "A",
  "%20",
] as const;

function randomPattern(random: Random): string {
  const segments = Array.from({ length: 1 + Math.floor(random() * 3) }, (_, index) =>
    // Names must differ within a pattern.
    pick(random, SEGMENTS).replace(/:(\w+)/g, `:$1${index}`),
  );
  const ending = random();
  const tail = ending < 0.2 ? "/*" : ending < 0.3 ? "/:opt?" : ending < 0.38 ? "/" : "";
  return `/${segments.join("/")}${tail}`;
}

/** What ran last. */
export interface Probe {
  /** The `maxAge` of the route's own policy; `"inherited"` if it has none, `undefined` if no route ran. */
  reached: number | "inherited" | undefined;
}

const METHODS = ["GET", "POST", "PUT", ["GET", "DELETE"], "PURGE"] as const;

function randomRoute(
  random: Random,
  policies: Policies,
  constrained: boolean,
  probe: Probe,
): RouteOptions {
  const cors = random() < 0.8 ? policies.next() : undefined;
  const method = pick<(typeof METHODS)[number]>(random, [...METHODS]);
  const route: RouteOptions = {
    method: (typeof method === "string" ? [method] : [...method]) satisfies HTTPMethods[],
    url: random() < 0.1 ? "/" : randomPattern(random),
    handler: (_, reply) => {
      probe.reached = cors?.maxAge ?? "inherited";
      reply.hijack();
    },
    cors,
  };
  if (random() < 0.2) route.prefixTrailingSlash = pick(random, ["slash", "no-slash"]);
  const constraints: Record<string, unknown> = {};
  if (random() < 0.2) constraints["host"] = pick<unknown>(random, ["h1", "h2", /^h[23]$/]);
  if (constrained && random() < 0.2) constraints["version"] = pick(random, ["1.0.0", "2.0.0"]);
  if (constrained && random() < 0.2) constraints["tenant"] = pick(random, ["north", "south"]);
  if (Object.keys(constraints).length > 0) route.constraints = constraints;
  return route;
}

export interface RandomApplication {
  readonly app: FastifyInstance;
  /** Filled while it gets ready. */
  readonly patterns: string[];
  /** Whether Fastify took every route; known once it is ready. */
  isValid: boolean;
}

/** An application with random routes in nested scopes, some with a policy of their own. Not ready yet. */
export function createRandomApplication(random: Random, probe: Probe): RandomApplication {
  const constrained = random() < 0.4;
  const policies = new Policies(random, constrained);
  const routerOptions = {
    ignoreTrailingSlash: random() < 0.3,
    ignoreDuplicateSlashes: random() < 0.3,
    caseSensitive: random() > 0.3,
    useSemicolonDelimiter: random() < 0.2,
  };
  const app = Fastify({ routerOptions });
  if (constrained) app.addConstraintStrategy(tenantStrategy());
  const patterns: string[] = [];
  const result = { app, patterns, isValid: true };
  app.addHook("onRoute", ({ url }) => void patterns.push(url));
  app.addHttpMethod("PURGE");
  const declare = (scope: FastifyInstance): void => {
    const count = 1 + Math.floor(random() * 4);
    for (let index = 0; index < count; index += 1) {
      try {
        scope.route(randomRoute(random, policies, constrained, probe));
      } catch {
        result.isValid = false; // the same route twice
      }
    }
  };
  app.register(corsPlugin, policies.next());
  app.setNotFoundHandler((_, reply) => void reply.hijack());
  declare(app);
  app.register(
    async (scope) => {
      if (random() < 0.5) scope.register(corsPlugin, policies.next());
      declare(scope);
    },
    { prefix: "/p" },
  );
  app.register(
    async (scope) => {
      declare(scope);
      scope.register(
        async (inner) => {
          if (random() < 0.5) inner.register(corsPlugin, policies.next());
          if (random() < 0.5) inner.setNotFoundHandler((_, reply) => void reply.hijack());
          declare(inner);
        },
        { prefix: "/users/:tid" },
      );
    },
    { prefix: "/a" },
  );
  return result;
}

type Strategy = Parameters<FastifyInstance["addConstraintStrategy"]>[0];
type Handler = Parameters<ReturnType<Strategy["storage"]>["set"]>[1];

function tenantStrategy(): Strategy {
  return {
    name: "tenant",
    storage() {
      const handlers = new Map<unknown, Handler>();
      return {
        get: (value: unknown) => handlers.get(value) ?? null,
        set: (value: unknown, handler: Handler) => void handlers.set(value, handler),
        del: (value: unknown) => void handlers.delete(value),
        empty: () => handlers.clear(),
      };
    },
    validate: () => {},
    deriveConstraint: ({ headers }) => headers["x-tenant"],
  };
}

const VALUES = [
  "a",
  "b",
  "ab",
  "users",
  "12",
  "x-y",
  "q.json",
  "A",
  "zz",
  "%20",
  "12/",
  "",
] as const;

/** A request that may or may not reach one of the routes. */
export interface RandomRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

export function createRandomRequest(random: Random, patterns: readonly string[]): RandomRequest {
  const [first, ...others] = patterns;
  const isNear = first !== undefined && random() < 0.8;
  const path = isNear ? fillPattern(random, pick(random, [first, ...others])) : randomPath(random);
  const query = random() < 0.2 ? "?q=/a/b" : "";
  const semicolon = random() < 0.05 ? ";x=1" : "";
  const headers: Record<string, string> = { host: pick(random, ["h1", "h2", "h3", "zz"]) };
  if (random() < 0.3) headers["accept-version"] = pick(random, ["1.0.0", "2.x", "9.9.9"]);
  if (random() < 0.3) headers["x-tenant"] = pick(random, ["north", "south", "west"]);
  return {
    method: pick(random, ["GET", "POST", "PUT", "DELETE", "HEAD", "PURGE", "PATCH"]),
    url: `${path}${semicolon}${query}`,
    headers,
  };
}

/** A path that the pattern is likely to match, now and then with a slip. */
function fillPattern(random: Random, pattern: string): string {
  const filled = pattern
    .replace(/:\w+\([^)]*\)\$?\)?/g, () => pick<string>(random, ["12", "7", "zz"]))
    .replace(/:\w+\??/g, () => pick<string>(random, [...VALUES]))
    .replace("*", () => pick<string>(random, [...VALUES]));
  const slip = random();
  if (slip < 0.05) return `${filled}/`;
  if (slip < 0.1) return filled.replace("/", "//");
  return slip < 0.15 ? filled.toUpperCase() : filled || "/";
}

function randomPath(random: Random): string {
  const length = 1 + Math.floor(random() * 4);
  const segments = Array.from({ length }, () => pick<string>(random, [...VALUES]));
  return `${random() < 0.3 ? "/p" : random() < 0.3 ? "/a" : ""}/${segments.join("/")}`;
}
