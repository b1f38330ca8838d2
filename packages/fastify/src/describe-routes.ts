import { type CorsHandle, isPolicy } from "@corsage/core";
import { policyAt, type RouteTable } from "./route-table.ts";

/** For people: every route, its policy's name, and the methods that a preflight there is told. */
export function describeRoutes(table: RouteTable | undefined): ReturnType<CorsHandle["routes"]> {
  if (table === undefined) return [];
  return table.slots.map((slot) => {
    const { method, url } = slot;
    const cell = policyAt(slot);
    if (cell === undefined) return { method, url, policy: undefined, methods: [] };
    if (cell === "skip") return { method, url, policy: "skip", methods: [] };
    const filled = table.fillMethods(cell.policy, slot);
    return {
      method,
      url,
      policy: cell.name,
      methods: isPolicy(filled) ? filled.lists.methods : [],
    };
  });
}
