import { createIssue, PolicyError, type PolicyIssue } from "@corsage/core";
import type { CorsHost } from "@corsage/host";
import type { FastifyInstance } from "fastify";
import { findAmbiguousRoutes } from "./ambiguous-routes.ts";
import { findMixedEnforcement } from "./mixed-enforcement.ts";
import { PrefixRoots } from "./prefix-roots.ts";
import { PrefixScopes } from "./prefix-scopes.ts";
import { resolveRoutePolicy } from "./route-policy.ts";
import { isHidden, type RouteRecord } from "./route-record.ts";
import { routerOptionsOf, splitOptional } from "./route-router.ts";
import { RouteTable } from "./route-table.ts";
import type { Scope } from "./scope.ts";

/** What is known once every route and every scope is. */
export interface Routing {
  readonly table: RouteTable;
  readonly hasRoutePolicies: boolean;
  readonly asksAtNotFound: boolean;
  /** `undefined` where no scope with a policy has a prefix. */
  readonly prefixScopes: PrefixScopes | undefined;
}

/** Resolves every route's policy, and builds what answers which route would run. Faults are reported. */
export function settleRoutes(
  root: FastifyInstance,
  records: readonly RouteRecord[],
  scopes: readonly Scope[],
  host: CorsHost | undefined,
  report: (issue: PolicyIssue) => void,
): Routing {
  const options = routerOptionsOf(root);
  const table = new RouteTable(options);
  const own = records.filter(({ reference }) => reference !== undefined);
  if (host === undefined) {
    for (const { methods, url, reference, isOption } of own) {
      if (!isOption) continue; // `config.cors` may be another plugin's, in an application that is none of ours
      const route = `${methods.join("/")} ${url}`;
      report(createIssue("plugin-not-registered", [route, "cors"], reference, null));
    }
    return { table, hasRoutePolicies: false, asksAtNotFound: false, prefixScopes: undefined };
  }
  for (const record of own) record.own = resolveRoutePolicy(record, host, report);
  const roots = new PrefixRoots(root, records);
  for (const record of records) {
    for (const url of roots.urlsOf(record).flatMap(splitOptional)) table.add(record, url);
  }
  const patternOptions = { caseSensitive: options.caseSensitive !== false };
  for (const issue of findAmbiguousRoutes(table.slots, patternOptions, ({ policy }) => policy)) {
    report(issue);
  }
  for (const issue of findMixedEnforcement(table.slots)) report(issue);
  host.cells.onReplace((read) => {
    const issues = findAmbiguousRoutes(table.slots, patternOptions, read);
    if (issues.length > 0) throw new PolicyError(issues);
    return () => table.forgetTargets();
  });
  const prefixed = scopes.filter(({ instance }) => instance.prefix !== "");
  const prefixScopes = prefixed.length === 0 ? undefined : new PrefixScopes(prefixed, options);
  const asksAtNotFound = prefixScopes !== undefined || records.some(isHidden);
  return { table, hasRoutePolicies: own.length > 0, asksAtNotFound, prefixScopes };
}
