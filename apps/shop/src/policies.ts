import type { PolicyOptions } from "@corsage/core";

/** The catalogue is an advertisement: any page may read it, and no cookie ever goes with it. */
export const publicPolicy: PolicyOptions = { origin: "*" };

/**
 * What the shop's own front ends may do: everything, with the visitor's cookie.
 *
 * @param origins The front ends' origins, such as `https://shop.example.com`.
 */
export function shopPolicy(origins: readonly string[]): PolicyOptions {
  return { origin: origins, credentials: true, exposedHeaders: ["x-total-count"] };
}
