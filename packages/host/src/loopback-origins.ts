import process from "node:process";
import { createIssue, isLoopbackHost, type Policy, type PolicyIssue } from "@corsage/core";

/** A warning for each origin of the user's own machine that a policy allows in production. */
export function findLoopbackOrigins(policy: Policy): readonly PolicyIssue[] {
  if (process.env["NODE_ENV"] !== "production") return [];
  return [policy.options.origin]
    .flat()
    .flatMap((rule, index) =>
      typeof rule === "string" && isLoopbackOrigin(rule)
        ? [createIssue("loopback-in-production", ["origin", index], rule, null)]
        : [],
    );
}

/** `capacitor://localhost` and its like are packaged applications, not servers. */
function isLoopbackOrigin(rule: string): boolean {
  const host = /^https?:\/\/(\[[^\]]*\]|[^:/]*)/.exec(rule)?.[1];
  return host !== undefined && isLoopbackHost(host);
}
