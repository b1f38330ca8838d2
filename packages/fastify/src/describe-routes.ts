import { type CorsHandle, equalPolicies, isPolicy, type Policy } from "@corsage/core";
import { policyOf } from "./route-policy.ts";
import type { RouteSlot, RouteTable } from "./route-table.ts";

/** For people: every route, its policy's name, and the methods that a preflight there is told. */
export function describeRoutes(table: RouteTable | undefined): ReturnType<CorsHandle["routes"]> {
  const slots = table?.slots ?? [];
  const byUrl = new Map<string, RouteSlot[]>();
  for (const slot of slots) byUrl.set(slot.url, [...(byUrl.get(slot.url) ?? []), slot]);
  return slots.map((slot) => {
    const { method, url } = slot;
    const cell = cellOf(slot);
    if (cell === undefined) return { method, url, policy: undefined, methods: [] };
    if (cell === "skip") return { method, url, policy: "skip", methods: [] };
    const methods = methodsUnder(cell.policy, byUrl.get(url) ?? []);
    const filled = cell.policy.forMethods(methods);
    return {
      method,
      url,
      policy: cell.name,
      methods: isPolicy(filled) ? filled.lists.methods : [],
    };
  });
}

function methodsUnder(policy: Policy, slots: readonly RouteSlot[]): readonly string[] {
  return slots
    .filter((slot) => {
      const cell = cellOf(slot);
      return cell !== undefined && cell !== "skip" && equalPolicies(cell.policy, policy);
    })
    .map(({ method }) => method);
}

function cellOf({ records }: RouteSlot): ReturnType<typeof policyOf> {
  return records[0] && policyOf(records[0]);
}
