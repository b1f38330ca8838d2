import { forUnroutedPath } from "@corsage/core";
import type { CorsHost, HostConfiguration, PolicyCell } from "@corsage/host";
import type { FastifyInstance } from "fastify";
import type { Target } from "./target.ts";

/** An encapsulated instance with a policy of its own. What has none inherits, because children have it as prototype. */
export interface Scope {
  readonly instance: FastifyInstance;
  readonly configuration: HostConfiguration;
  /** For preflights, before the routed methods are known. */
  readonly policy: PolicyCell;
  /**
   * For requests that have arrived, at a route or at none: whatever the method is, `methods: 'auto'` lists it, because
   * it is routed here or because the true 404 is to be seen.
   */
  readonly arrived: Target;
}

// By symbol and not by decorator: decorating twice, in nested scopes, is an error in Fastify.
const SCOPE: unique symbol = Symbol.for("corsage.fastify.scope");

interface ScopedInstance extends FastifyInstance {
  [SCOPE]?: Scope;
}

/** The nearest scope, going outwards. Read per request, so that a policy registered late covers earlier routes. */
export function scopeOf(instance: FastifyInstance): Scope | undefined {
  const scoped: ScopedInstance = instance;
  return scoped[SCOPE];
}

export function openScope(
  instance: FastifyInstance,
  configuration: HostConfiguration,
  host: CorsHost,
): Scope {
  const policy = configuration.application;
  const cell = host.cells.derive(policy, forUnroutedPath);
  const arrived = { cell, settings: configuration };
  const scope = { instance, configuration, policy, arrived };
  const scoped: ScopedInstance = instance;
  scoped[SCOPE] = scope;
  return scope;
}

/** Whether this very instance has a policy, not one around it. */
export function hasOwnScope(instance: FastifyInstance): boolean {
  return scopeOf(instance)?.instance === instance;
}
