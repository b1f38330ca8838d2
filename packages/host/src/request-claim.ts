import type { RequestView } from "./request-view.ts";

/** A registered symbol: two copies of this package in one process must see each other's claims. */
const CLAIM: unique symbol = Symbol.for("corsage.claim");

interface Claimed {
  [CLAIM]?: string;
}

/**
 * Claims a request for one layer, since exactly one may decide about it. Returns the name of the layer that came
 * first, `undefined` if the request is now the caller's.
 */
export function claimRequest({ memo }: RequestView, layer: string): string | undefined {
  const claimed: Claimed = memo;
  const first = claimed[CLAIM];
  if (first === undefined) claimed[CLAIM] = layer;
  return first;
}
