import { expect, test } from "vitest";
import { OrderBook, parseOrderDraft } from "../src/orders.ts";

const noProduct = { field: "product", message: "There is no such product." };
const noQuantity = { field: "quantity", message: "At least one, in whole numbers." };

test.each([
  {
    title: "a draft",
    body: { product: "peony", quantity: 2 },
    parsed: { product: "peony", quantity: 2 },
  },
  {
    title: "more than a draft: the rest is dropped",
    body: { product: "peony", quantity: 2, total: 0 },
    parsed: { product: "peony", quantity: 2 },
  },
  { title: "an unknown product", body: { product: "cactus", quantity: 1 }, parsed: [noProduct] },
  { title: "none of it", body: { product: "peony", quantity: 0 }, parsed: [noQuantity] },
  { title: "half of it", body: { product: "peony", quantity: 0.5 }, parsed: [noQuantity] },
  { title: "both faults at once", body: {}, parsed: [noProduct, noQuantity] },
  {
    title: "no object",
    body: null,
    parsed: [{ field: "body", message: "An order is a JSON object." }],
  },
])("$title", ({ body, parsed }) => {
  expect(parseOrderDraft(body)).toEqual(parsed);
});

test("an order's total is counted from the catalogue", () => {
  const order = new OrderBook().place({ product: "freesia", quantity: 3 });
  expect(order).toEqual({ id: "1003", product: "freesia", quantity: 3, total: 5700 });
});

test("the book keeps the two hundred orders last touched", () => {
  const orders = new OrderBook();
  for (let placed = 0; placed < 198; placed += 1) orders.place({ product: "peony", quantity: 1 });
  orders.put("1001", { product: "peony", quantity: 9 });
  orders.place({ product: "peony", quantity: 1 });
  expect(orders.list()).toHaveLength(200);
  expect(orders.find("1001")?.quantity).toBe(9);
  expect(orders.find("1002")).toBeUndefined();
});
