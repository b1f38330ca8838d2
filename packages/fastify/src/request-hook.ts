import { isPreflight } from "@corsage/host";
import type { FastifyInstance, FastifyRequest, onRequestHookHandler } from "fastify";
import type { Application } from "./application.ts";
import { applyPolicy } from "./apply-policy.ts";
import { recordOf } from "./route-record.ts";
import { announcedDestination, arrivedDestination } from "./route-target.ts";
import { scopeOf } from "./scope.ts";
import type { Target } from "./target.ts";

/**
 * The one hook on the way in. It runs in the context of the route, or of the 404 handler, that Fastify chose; a
 * preflight needs no route of its own.
 */
export function createRequestHook(application: Application): onRequestHookHandler {
  return function corsageOnRequest(this: FastifyInstance, request, reply, done) {
    const { host } = application;
    if (host === undefined) return done();
    const target = isPreflight(request.raw)
      ? application.findRouteTarget(this, announcedDestination(request))
      : findArrivedTarget(application, this, request);
    return target === undefined ? done() : applyPolicy(host, target, request, reply, done);
  };
}

/** The policy for a request that has arrived, at a route or at a 404 handler. */
function findArrivedTarget(
  application: Application,
  instance: FastifyInstance,
  request: FastifyRequest,
): Target | undefined {
  if (application.hasRoutePolicies) {
    // Fastify puts `routeOptions` together anew at each reading.
    const own = recordOf(request.routeOptions.config)?.own;
    if (own === "skip") return undefined;
    if (own !== undefined) return own.arrived;
  }
  if (application.asksAtNotFound && request.is404) {
    return application.findRouteTarget(instance, arrivedDestination(request));
  }
  return scopeOf(instance)?.arrived;
}
