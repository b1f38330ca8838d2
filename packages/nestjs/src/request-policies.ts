import { forUnroutedPath } from "@corsage/core";
import {
  type CorsHost,
  decisionChannel,
  type HostConfiguration,
  isPreflight,
  type PolicyCell,
} from "@corsage/host";
import type { VersioningOptions } from "@nestjs/common";
import type { Exchange } from "./exchange.ts";
import type { Asked } from "./handler-route.ts";
import type { RoutePolicy } from "./route-policy.ts";
import type { RouteTable, RouteTarget } from "./route-table.ts";
import { readVersion } from "./route-version.ts";

/** What applies to a request, from all that is known when it arrives. */
export interface RequestPolicy {
  /** The policy of the handler that it reaches; `undefined`: none is foreseen. */
  readonly policy: RoutePolicy | "skip" | undefined;
  /** What to decide by; `undefined`: hands off. */
  readonly cell: Pick<PolicyCell, "name" | "policy"> | undefined;
  readonly route: { readonly method: string; readonly url: string } | undefined;
}

/** Finds the policy of a request: its handler's, else that of its path, else the module's. */
export class RequestPolicies {
  readonly #table: RouteTable;
  readonly #configuration: HostConfiguration;
  readonly #versioning: VersioningOptions | undefined;
  readonly #unrouted = new Map<PolicyCell, PolicyCell>();
  /** `undefined` where it depends on the handler or the path. */
  readonly #everywhere: RequestPolicy | undefined;

  constructor(
    table: RouteTable,
    configuration: HostConfiguration,
    host: CorsHost,
    versioning: VersioningOptions | undefined,
    everywhere: RoutePolicy | undefined,
  ) {
    this.#table = table;
    this.#configuration = configuration;
    this.#versioning = versioning;
    this.#everywhere = everywhere && {
      policy: everywhere,
      cell: everywhere.arrived,
      route: undefined,
    };
    const { application, paths } = configuration;
    for (const cell of [application, ...paths.list().map((rule) => rule.cell)]) {
      this.#unrouted.set(cell, host.cells.derive(cell, forUnroutedPath));
    }
  }

  of(exchange: Exchange): RequestPolicy {
    const isAsking = isPreflight(exchange.raw);
    return this.#withoutRoute(isAsking) ?? this.#ofRoute(exchange, isAsking);
  }

  /** What applies whatever the route is. Routing a second time costs more than all the rest. */
  #withoutRoute(isAsking: boolean): RequestPolicy | undefined {
    const everywhere = this.#everywhere;
    if (everywhere?.cell === undefined || decisionChannel.hasSubscribers) return undefined; // they are told the route
    return isAsking && everywhere.cell.policy.options.methods === "auto" ? undefined : everywhere;
  }

  #ofRoute(exchange: Exchange, isAsking: boolean): RequestPolicy {
    const { view, url, hostname, versioned } = exchange;
    const asked = { method: view.method, url, host: view.host, hostname };
    return isAsking
      ? this.ofPreflight({ ...asked, method: view.requestMethod ?? "" })
      : this.ofArriving({ ...asked, version: readVersion(versioned, this.#versioning) });
  }

  ofPreflight(asked: Omit<Asked, "version">): RequestPolicy {
    const target = this.#table.findAnyVersion(asked);
    if (target === undefined) return this.#ofPath(asked.url);
    if (target.policy === "skip") return skipped(target);
    const { name, policy } = target.policy.policy;
    const cell = { name, policy: this.#table.fillMethods(target.route, policy) };
    return { policy: target.policy, cell, route: routeOf(target) };
  }

  ofArriving(asked: Asked): RequestPolicy {
    const target = this.#table.find(asked);
    if (target === undefined) return this.#ofPath(asked.url);
    if (target.policy === "skip") return skipped(target);
    return { policy: target.policy, cell: target.policy.arrived, route: routeOf(target) };
  }

  #ofPath(url: string): RequestPolicy {
    const { application, paths } = this.#configuration;
    const cell = paths.find(url)?.cell ?? application;
    return { policy: undefined, cell: this.#unrouted.get(cell) ?? cell, route: undefined };
  }
}

function skipped(target: RouteTarget): RequestPolicy {
  return { policy: "skip", cell: undefined, route: routeOf(target) };
}

function routeOf({ route: { method, url } }: RouteTarget): { method: string; url: string } {
  return { method, url };
}
