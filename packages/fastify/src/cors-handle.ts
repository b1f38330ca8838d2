import type { CorsHandle, Explanation, Policy, PolicyOptions } from "@corsage/core";
import { type CorsHost, explainRequest, readToldRequest, type ToldRequest } from "@corsage/host";
import type { Application } from "./application.ts";
import { describeRoutes } from "./describe-routes.ts";
import type { Scope } from "./scope.ts";

/** What `app.cors` offers in one scope. */
export function createCorsHandle(
  application: Application,
  host: CorsHost,
  scope: Scope,
): CorsHandle {
  const { configuration } = scope;
  return {
    replace(first: string | PolicyOptions | Policy, second?: PolicyOptions | Policy): void {
      if (typeof first === "string") host.replaceIn(configuration, first, second);
      else host.replaceIn(configuration, undefined, first);
    },
    explain: (request) => explain(application, scope, request),
    routes: () => describeRoutes(application.table),
  };
}

/** @throws Error where the route is skipped: nothing would be decided. */
async function explain(
  application: Application,
  scope: Scope,
  told: ToldRequest,
): Promise<Explanation> {
  const { method, url, headers = {} } = told;
  const { origin, requestMethod, requestHeaders, host } = readToldRequest(told, undefined);
  const isPreflight = method === "OPTIONS" && Boolean(origin) && Boolean(requestMethod);
  const target = application.findRouteTarget(scope.instance, {
    method: isPreflight ? (requestMethod ?? "") : method,
    url,
    host,
    headerNames: isPreflight ? (requestHeaders ?? "") : Object.keys(headers).join(),
  });
  if (target === undefined) throw new Error(`No CORS policy decides about ${method} ${url}.`);
  const { cell, settings, route } = target;
  return explainRequest(
    cell,
    told,
    settings.selfOrigins,
    route && { method: route.method, url: route.url },
  );
}
