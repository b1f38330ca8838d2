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
