import { findProduct, products, publicPolicy } from "@corsage/shop";
import type { FastifyInstance } from "fastify";

export function catalogueRoutes(app: FastifyInstance): void {
  app.get("/catalogue", { cors: publicPolicy }, () => products);

  app.get<{ Params: { id: string } }>(
    "/catalogue/:id",
    { cors: publicPolicy },
    (request, reply) => findProduct(request.params.id) ?? reply.callNotFound(),
  );
}
