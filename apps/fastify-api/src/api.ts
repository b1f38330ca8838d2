import { Accounts, type Ledger, OrderBook, publicPolicy, shopPolicy } from "@corsage/shop";
import cookie from "@fastify/cookie";
// Before Fastify() is called, so that CORS comes first in every instance's line of hooks.
import { corsPlugin } from "@corsage/fastify";
import Fastify, { type FastifyInstance } from "fastify";
import { accountRoutes } from "./account-routes.ts";
import { catalogueRoutes } from "./catalogue-routes.ts";
import { deliveryRoutes } from "./delivery-routes.ts";
import { faultRoutes } from "./fault-routes.ts";
import { orderRoutes } from "./order-routes.ts";
import { photoRoutes } from "./photo-routes.ts";

export interface ApiOptions {
  /** The origins of the shop's own pages. */
  readonly pageOrigins: readonly string[];
  /** Told of every request and of every handler that ran. */
  readonly ledger?: Ledger;
}

/** The shop API, ready to listen. */
export async function createApi({ pageOrigins, ledger }: ApiOptions): Promise<FastifyInstance> {
  const app = Fastify({ forceCloseConnections: true });
  if (ledger !== undefined) {
    ledger.watch(app.server);
    app.addHook("preHandler", async (request) => {
      if (!request.is404) ledger.handled(request.raw);
    });
  }

  await app.register(corsPlugin, shopPolicy(pageOrigins));
  await app.register(cookie);
  const accounts = new Accounts();
  const orders = new OrderBook();

  // A scope of its own: its policy replaces the shop's for these routes, whole.
  await app.register(async (scope) => {
    await scope.register(corsPlugin, publicPolicy);
    catalogueRoutes(scope);
  });
  accountRoutes(app, accounts);
  orderRoutes(app, orders);
  deliveryRoutes(app);
  photoRoutes(app);
  faultRoutes(app);
  return app;
}
