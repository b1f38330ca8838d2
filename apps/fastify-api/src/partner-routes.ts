import { corsPlugin } from "@corsage/fastify";
import { type Guests, partnerPolicy, wholesalePrices } from "@corsage/shop";
import type { FastifyInstance } from "fastify";

/** A scope with a policy of its own: it replaces the application's for every route in it. */
export function partnerRoutes(app: FastifyInstance, guests: Guests): void {
  app.register(
    async (scope) => {
      await scope.register(corsPlugin, partnerPolicy(guests));
      scope.get("/prices", () => wholesalePrices());
    },
    { prefix: "/partners" },
  );
}
