import { createIssue, type PolicyIssue } from "@corsage/core";
import type { PolicyCell } from "@corsage/host";
import { policyAt, type RouteSlot } from "./route-table.ts";

/**
 * A warning for every URL whose methods have different policies while one is not enforced: browsers cache a preflight
 * per URL, so what it grants for one method opens the others.
 */
export function findMixedEnforcement(slots: readonly RouteSlot[]): readonly PolicyIssue[] {
  if (!slots.some(isUnenforced)) return [];
  const byUrl = new Map<string, Set<PolicyCell>>();
  for (const slot of slots) {
    const cell = policyAt(slot);
    if (cell === undefined || cell === "skip") continue;
    const cells = byUrl.get(slot.url) ?? new Set();
    byUrl.set(slot.url, cells.add(cell));
  }
  return [...byUrl]
    .filter(([, cells]) => {
      const policies = new Set([...cells].map(({ policy }) => policy));
      return policies.size > 1 && [...policies].some(({ options }) => options.enforce === "off");
    })
    .map(([url]) => createIssue("mixed-enforcement-at-url", [url], undefined, { url }));
}

function isUnenforced(slot: RouteSlot): boolean {
  const cell = policyAt(slot);
  return cell !== undefined && cell !== "skip" && cell.policy.options.enforce === "off";
}
