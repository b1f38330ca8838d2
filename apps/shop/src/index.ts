export { type Account, Accounts, SESSION_COOKIE } from "./accounts.ts";
export { findProduct, type Product, products } from "./catalogue.ts";
export { Ledger, type LedgerEntry, TRY_PARAMETER } from "./ledger.ts";
export { OrderBook, type Order, type OrderDraft, parseOrderDraft, type Problem } from "./orders.ts";
export { deliveryEvents, type DeliveryEvent, writeEvent } from "./delivery.ts";
export { publicPolicy, shopPolicy } from "./policies.ts";
