import {
  Accounts,
  adminPolicy,
  type Guests,
  type Ledger,
  OrderBook,
  shopPolicy,
  signInPolicy,
} from "@corsage/shop";
// Before Fastify() is called, so that CORS comes first in every instance's line of hooks.
import { corsPlugin } from "@corsage/fastify";
import cookie from "@fastify/cookie";
import Fastify, { type FastifyInstance } from "fastify";
import { accountRoutes } from "./account-routes.ts";
import { adminRoutes } from "./admin-routes.ts";
import { catalogueRoutes } from "./catalogue-routes.ts";
import { deliveryRoutes } from "./delivery-routes.ts";
import { faultRoutes } from "./fault-routes.ts";
import { forecastRoutes } from "./forecast-routes.ts";
import { orderRoutes } from "./order-routes.ts";
import { partnerRoutes } from "./partner-routes.ts";
import { photoRoutes } from "./photo-routes.ts";

export interface ApiOptions {
  readonly guests: Guests;
  /** The origin of the weather service that `/forecast` passes on. */
  readonly forecast: string;
  /** Told of every request and of every handler that ran. */
  readonly ledger?: Ledger;
}

/** The shop API, ready to listen. */
export async function createApi({
  guests,
  forecast,
  ledger,
}: ApiOptions): Promise<FastifyInstance> {
  const app = Fastify({ forceCloseConnections: true });
  if (ledger !== undefined) {
    ledger.watch(app.server);
    app.addHook("preHandler", async (request) => {
      if (!request.is404) ledger.handled(request.raw);
    });
  }

  await app.register(corsPlugin, {
    ...shopPolicy(guests), // for every route that says nothing else
    policies: { admin: adminPolicy(guests), "sign-in": signInPolicy(guests) },
  });
  await app.register(cookie);
  const accounts = new Accounts();

  catalogueRoutes(app);
  accountRoutes(app, accounts);
  orderRoutes(app, new OrderBook());
  deliveryRoutes(app);
  photoRoutes(app);
  faultRoutes(app);
  adminRoutes(app);
  partnerRoutes(app, guests);
  forecastRoutes(app, forecast);
  await app.ready();
  return app;
}
