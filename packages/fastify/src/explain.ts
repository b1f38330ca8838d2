import { type CorsRequest, describeDecision, type Explanation, judge } from "@corsage/core";
import { findRouteTarget } from "./route-target.ts";
import type { RouteTable } from "./route-table.ts";
import type { Scope } from "./scope.ts";

/** A request that was never made. */
export interface ExplainedRequest {
  readonly method: string;
  readonly url: string;
  readonly origin?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * What would be decided about a request, and why.
 * @throws Error where the route is skipped: nothing would be decided.
 */
export async function explain(
  table: RouteTable | undefined,
  scope: Scope,
  explained: ExplainedRequest,
): Promise<Explanation> {
  const { method, url } = explained;
  const request = toCorsRequest(explained, scope);
  const { origin = "", requestMethod = "", requestHeaders = "", host } = request;
  const isPreflight = method === "OPTIONS" && origin !== "" && requestMethod !== "";
  const target = findRouteTarget(table, scope.instance, {
    method: isPreflight ? requestMethod : method,
    url,
    host,
    headerNames: isPreflight ? requestHeaders : Object.keys(explained.headers ?? {}).join(),
  });
  if (target === undefined) throw new Error(`No CORS policy decides about ${method} ${url}.`);
  const { cell, route } = target;
  const decision = await judge(cell.policy, request);
  return {
    decision,
    policy: cell.policy,
    policyName: cell.name,
    route: route && { method: route.method, url: route.url },
    sentence: describeDecision(decision, request),
  };
}

function toCorsRequest({ method, origin, headers }: ExplainedRequest, scope: Scope): CorsRequest {
  const fields = new Map(
    Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  );
  return {
    method,
    origin: origin ?? fields.get("origin"),
    requestMethod: fields.get("access-control-request-method"),
    requestHeaders: fields.get("access-control-request-headers"),
    fetchSite: fields.get("sec-fetch-site"),
    host: fields.get("host"),
    selfOrigins: scope.configuration.selfOrigins,
    upgrade: /websocket/i.test(fields.get("upgrade") ?? ""),
  };
}
