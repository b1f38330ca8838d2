import { Stock } from "@corsage/shop";
import type { FastifyInstance } from "fastify";

export function adminRoutes(app: FastifyInstance): void {
  const stock = new Stock();

  app.get("/admin/stock", { cors: "admin" }, () => stock.list());

  app.put<{ Params: { id: string }; Body: { count?: unknown } | null }>(
    "/admin/stock/:id",
    { cors: "admin" },
    (request, reply) => {
      const count = stock.put(request.params.id, request.body?.count);
      if (count === undefined) return reply.code(422).send({ message: "That is no count." });
      return { count };
    },
  );

  // For scripts of the shop's own machines: no page of another origin has any business here.
  app.post("/admin/recount", { cors: false }, () => stock.list());
}
