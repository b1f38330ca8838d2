import { createIssue, equalPolicies, type Policy, type PolicyIssue } from "@corsage/core";
import type { PolicyCell } from "@corsage/host";
import { groupByPath, type RouteTarget } from "./route-table.ts";

type Read = (cell: PolicyCell) => Policy;

/** Faults that only the routes together can have. `read` gives a cell's policy, the present one or one to come. */
export function findRouteIssues(targets: readonly RouteTarget[], read: Read): PolicyIssue[] {
  const groups = groupByPath(targets);
  return groups.flatMap((group) =>
    findAmbiguousPreflights(group, read).concat(findMixedEnforcement(group, read)),
  );
}

/** Handlers that only a version tells apart, which no preflight carries, must share a policy. */
function findAmbiguousPreflights(group: readonly RouteTarget[], read: Read): PolicyIssue[] {
  return group.flatMap((first, index) => {
    const second = group
      .slice(index + 1)
      .find(
        (other) =>
          (first.route.version !== undefined || other.route.version !== undefined) &&
          sharesMethod(first, other) &&
          !isAlike(first, other, read),
      );
    if (second === undefined) return [];
    const names = { first: describe(first), second: describe(second) };
    return [createIssue("ambiguous-preflight", [first.route.name], first.route.url, names)];
  });
}

/** Browsers keep a preflight per URL: a grant for one method opens the others, where nothing is enforced. */
function findMixedEnforcement(group: readonly RouteTarget[], read: Read): PolicyIssue[] {
  const [first] = group;
  if (first === undefined) return [];
  const policies = group.flatMap(({ policy }) => (policy === "skip" ? [] : [read(policy.policy)]));
  const [one] = policies;
  const isMixed =
    one !== undefined &&
    policies.some((policy) => policy.options.enforce === "off") &&
    policies.some((policy) => !equalPolicies(one, policy));
  const { url } = first.route;
  return isMixed ? [createIssue("mixed-enforcement-at-url", [url], url, { url })] : [];
}

function sharesMethod({ route: first }: RouteTarget, { route: second }: RouteTarget): boolean {
  return first.method === second.method || first.method === "ALL" || second.method === "ALL";
}

function isAlike(first: RouteTarget, second: RouteTarget, read: Read): boolean {
  if (first.policy === "skip" || second.policy === "skip") return first.policy === second.policy;
  return equalPolicies(read(first.policy.policy), read(second.policy.policy));
}

function describe({ route: { name, method, url, version } }: RouteTarget): string {
  const told = version === undefined ? "" : `, version ${[version].flat().map(String).join(", ")}`;
  return `${name} (${method} ${url}${told})`;
}
