import type { PolicyOptions } from "@corsage/core";

/** Whose pages may do what: lists of origins, such as `https://shop.example.com`. */
export interface Guests {
  /** The shop's own front ends. */
  readonly shop: readonly string[];
  /** The back office. */
  readonly admin: readonly string[];
  /** Florists that resell the shop's flowers. */
  readonly partners: readonly string[];
  /** The identity provider, which posts a form when a visitor has signed in there. */
  readonly identity: readonly string[];
}

/** The catalogue is an advertisement: any page may read it, and no cookie ever goes with it. */
export const publicPolicy: PolicyOptions = { origin: "*" };

/** The shop's front ends: everything, with the visitor's cookie. */
export function shopPolicy({ shop }: Guests): PolicyOptions {
  return { origin: shop, credentials: true, exposedHeaders: ["x-total-count"] };
}

/** The back office has a list of its own. Policies are never merged, so the shop's pages are not on it. */
export function adminPolicy({ admin }: Guests): PolicyOptions {
  return { origin: admin, credentials: true };
}

/** Partners read prices, and carry no visitor's cookie. */
export function partnerPolicy({ partners }: Guests): PolicyOptions {
  return { origin: partners };
}

/** The identity provider may send its form, and reads nothing. */
export function signInPolicy({ shop, identity }: Guests): PolicyOptions {
  return { origin: shop, credentials: true, acceptFrom: identity };
}
