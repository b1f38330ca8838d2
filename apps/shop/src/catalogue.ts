export interface Product {
  readonly id: string;
  readonly name: string;
  /** In cents: money is counted, not measured. */
  readonly price: number;
}

export const products: readonly Product[] = [
  { id: "peony", name: "Peony corsage", price: 2400 },
  { id: "freesia", name: "Freesia corsage", price: 1900 },
  { id: "ranunculus", name: "Ranunculus buttonhole", price: 1200 },
];

export function findProduct(id: string): Product | undefined {
  return products.find((product) => product.id === id);
}

/** What a partner pays: a quarter less, in whole cents. */
export function wholesalePrices(): readonly Product[] {
  return products.map((product) => ({ ...product, price: Math.round(product.price * 0.75) }));
}

/** How many of each product are left, for the back office. */
export class Stock {
  readonly #counts = new Map<string, number>(products.map(({ id }) => [id, 12]));

  list(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#counts);
  }

  /** The new count; undefined when there is no such product or the count is none. */
  put(id: string, count: unknown): number | undefined {
    if (!this.#counts.has(id) || typeof count !== "number" || !Number.isInteger(count) || count < 0)
      return undefined;
    this.#counts.set(id, count);
    return count;
  }
}
