// What the shop knows
export { type Account, Accounts, SESSION_COOKIE } from "./accounts.ts";
export { findProduct, type Product, products, Stock, wholesalePrices } from "./catalogue.ts";
export { deliveryEvents, type DeliveryEvent, writeEvent } from "./delivery.ts";
export { OrderBook, type Order, type OrderDraft, parseOrderDraft, type Problem } from "./orders.ts";
export { createForecast } from "./forecast.ts";

// Whose pages may use it
export {
  adminPolicy,
  type Guests,
  partnerPolicy,
  publicPolicy,
  shopPolicy,
  signInPolicy,
} from "./policies.ts";

// What its API saw
export { Ledger, type LedgerEntry, TRY_PARAMETER } from "./ledger.ts";
