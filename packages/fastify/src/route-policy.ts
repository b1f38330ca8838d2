import { forUnroutedPath, type PolicyIssue } from "@corsage/core";
import { type CorsHost, type PolicyCell, PolicyNames, resolveReference } from "@corsage/host";
import type { RouteRecord } from "./route-record.ts";
import { scopeOf } from "./scope.ts";
import type { Settings, Target } from "./target.ts";

/** A route's own policy: for its preflights, and for requests that have arrived. */
export interface RoutePolicy {
  readonly policy: PolicyCell;
  readonly arrived: Target;
}

const DEFAULT_SETTINGS: Settings = { onConflict: "replace", selfOrigins: undefined };

/** The policy a route is under: its own, or that of the nearest scope. */
export function policyOf(record: RouteRecord): PolicyCell | "skip" | undefined {
  if (record.own === "skip") return "skip";
  return record.own?.policy ?? scopeOf(record.instance)?.policy;
}

/** The settings a route is under. */
export function settingsOf(record: RouteRecord): Settings {
  return scopeOf(record.instance)?.configuration ?? DEFAULT_SETTINGS;
}

/** What a route's `cors` option refers to, seen from its scope. */
export function resolveRoutePolicy(
  record: RouteRecord,
  host: CorsHost,
  report: (issue: PolicyIssue) => void,
): RoutePolicy | "skip" | undefined {
  const { reference, methods, url, instance } = record;
  const scope = scopeOf(instance);
  const name = `${methods.join("/")} ${url}`;
  const policy = resolveReference(reference, {
    cells: host.cells,
    names: scope?.configuration.names ?? new PolicyNames(),
    inherited: scope?.policy,
    path: [name, "cors"],
    where: `the route ${name}`,
    report,
  });
  if (policy === undefined || policy === "skip") return policy;
  const cell = host.cells.derive(policy, forUnroutedPath);
  return { policy, arrived: { cell, settings: settingsOf(record) } };
}
