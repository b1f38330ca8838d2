import { findProduct, products } from "@corsage/shop";
import type { FastifyInstance } from "fastify";

export function catalogueRoutes(app: FastifyInstance): void {
  app.get("/catalogue", () => products);

  app.get<{ Params: { id: string } }>("/catalogue/:id", (request, reply) => {
    const product = findProduct(request.params.id);
    return product ?? reply.callNotFound();
  });
}
