import {
  type CorsHandle,
  createIssue,
  parsePolicy,
  type Policy,
  PolicyError,
  type PolicyOptions,
} from "@corsage/core";
import type { CorsHost, PolicyCell } from "@corsage/host";
import type { Application } from "./application.ts";
import { describeRoutes } from "./describe-routes.ts";
import { explain } from "./explain.ts";
import type { Scope } from "./scope.ts";

/** What `app.cors` offers in one scope. */
export function createCorsHandle(
  application: Application,
  host: CorsHost,
  scope: Scope,
): CorsHandle {
  return {
    replace(first: string | PolicyOptions | Policy, second?: PolicyOptions | Policy): void {
      if (typeof first === "string") host.replace(cellNamed(first, scope), parsePolicy(second));
      else host.replace(scope.policy, parsePolicy(first));
    },
    explain: (request) => explain(application.table, scope, request),
    routes: () => describeRoutes(application.table),
  };
}

function cellNamed(name: string, { configuration }: Scope): PolicyCell {
  const { names } = configuration;
  const cell = names.get(name);
  if (cell !== undefined) return cell;
  const detail = { known: names.list(), where: "app.cors.replace" };
  throw new PolicyError([createIssue("unknown-policy", [], name, detail)]);
}
