import { findProduct } from "./catalogue.ts";

export interface OrderDraft {
  readonly product: string;
  readonly quantity: number;
}

export interface Order extends OrderDraft {
  readonly id: string;
  /** In cents. */
  readonly total: number;
}

/** What is wrong with one field of a draft. */
export interface Problem {
  readonly field: "body" | "product" | "quantity";
  readonly message: string;
}

/** The draft, or every problem in it: a form shows all of them at once. */
export function parseOrderDraft(body: unknown): OrderDraft | readonly Problem[] {
  if (typeof body !== "object" || body === null) {
    return [{ field: "body", message: "An order is a JSON object." }];
  }
  const product = "product" in body ? body.product : undefined;
  const quantity = "quantity" in body ? body.quantity : undefined;
  const isProduct = typeof product === "string" && findProduct(product) !== undefined;
  const isQuantity = typeof quantity === "number" && Number.isInteger(quantity) && quantity >= 1;
  if (isProduct && isQuantity) return { product, quantity };

  const problems: Problem[] = [];
  if (!isProduct) problems.push({ field: "product", message: "There is no such product." });
  if (!isQuantity) problems.push({ field: "quantity", message: "At least one, in whole numbers." });
  return problems;
}

/** How many orders are kept: a demo left running over night must not grow. */
const CAPACITY = 200;

export class OrderBook {
  readonly #orders = new Map<string, Order>();
  #nextId = 1001;

  constructor() {
    this.place({ product: "peony", quantity: 2 });
    this.place({ product: "freesia", quantity: 1 });
  }

  list(): readonly Order[] {
    return [...this.#orders.values()];
  }

  place(draft: OrderDraft): Order {
    return this.put(String(this.#nextId++), draft);
  }

  put(id: string, draft: OrderDraft): Order {
    const price = findProduct(draft.product)?.price ?? 0;
    const order = { id, ...draft, total: price * draft.quantity };
    this.#orders.delete(id); // so that an order that is still touched counts as new
    this.#orders.set(id, order);
    const [oldest] = this.#orders.keys();
    if (this.#orders.size > CAPACITY && oldest !== undefined) this.#orders.delete(oldest);
    return order;
  }

  find(id: string): Order | undefined {
    return this.#orders.get(id);
  }

  /** Gone is gone: cancelling what does not exist is no error. */
  cancel(id: string): void {
    this.#orders.delete(id);
  }
}
