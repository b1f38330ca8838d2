import { forUnroutedPath } from "@corsage/core";
import type { CorsHost, PolicyCell } from "@corsage/host";

/** The policy of a handler: for its preflights, and for requests that have arrived. */
export interface RoutePolicy {
  readonly policy: PolicyCell;
  /** The same with every method listed under `methods: 'auto'`: what has arrived at a handler is routed. */
  readonly arrived: PolicyCell;
}

export function createRoutePolicy(policy: PolicyCell, host: CorsHost): RoutePolicy {
  return { policy, arrived: host.cells.derive(policy, forUnroutedPath) };
}
