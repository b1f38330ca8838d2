import type { RouteCors } from "@corsage/core";
import type { FastifyContextConfig, FastifyInstance, RouteOptions } from "fastify";
import type { RoutePolicy } from "./route-policy.ts";

type Constraints = Readonly<Record<string, unknown>>;

/** What Fastify's `onRoute` hook is told. */
export type AnnouncedRoute = RouteOptions & { routePath: string; path: string; prefix: string };

/** One announced route. */
export interface RouteRecord {
  /** The encapsulated instance it was declared in. */
  readonly instance: FastifyInstance;
  readonly methods: readonly string[];
  readonly url: string;
  readonly prefix: string;
  readonly routePath: string;
  readonly constraints: Constraints;
  /** `prefixTrailingSlash: 'no-slash'`. */
  readonly slashless: boolean;
  /** Its own `cors` option. */
  readonly reference: RouteCors | undefined;
  /** Whether it was given as the route option, not within `config`, where other plugins look too. */
  readonly isOption: boolean;
  /** What the option refers to; set at start-up, when every scope and name is known. */
  own: RoutePolicy | "skip" | undefined;
}

const RECORD: unique symbol = Symbol.for("corsage.fastify.route");

interface MarkedConfig extends FastifyContextConfig {
  [RECORD]?: RouteRecord;
}

/**
 * Notes a route down, and marks its `config` so that a request can find the note. Fastify goes on to change `route`
 * (under a prefix, `/` becomes two routes but is announced once), hence the copies.
 */
export function recordRoute(instance: FastifyInstance, route: AnnouncedRoute): RouteRecord {
  const { url, prefix, routePath, constraints } = route;
  const reference = route.cors === undefined ? route.config?.cors : route.cors;
  const record: RouteRecord = {
    instance,
    methods: [route.method].flat(),
    url,
    prefix,
    routePath,
    constraints: { ...constraints },
    slashless: route.prefixTrailingSlash === "no-slash",
    reference,
    isOption: route.cors !== undefined,
    own: undefined,
  };
  if (reference !== undefined) {
    // GET and the HEAD that Fastify adds share one `config`: replaced, never changed.
    const config: MarkedConfig = { ...route.config, [RECORD]: record };
    route.config = config;
  }
  return record;
}

/** The note of a route with a policy of its own. */
export function recordOf(config: FastifyContextConfig): RouteRecord | undefined {
  const marked: MarkedConfig = config;
  return marked[RECORD];
}

/** Whether something that no preflight carries decides between this route and others of its path. */
export function isHidden({ constraints }: RouteRecord): boolean {
  return Object.keys(constraints).some((name) => name !== "host");
}
