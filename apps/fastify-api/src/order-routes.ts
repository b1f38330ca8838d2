import { type OrderBook, parseOrderDraft, type Problem } from "@corsage/shop";
import type { FastifyInstance, FastifyReply } from "fastify";

interface ById {
  Params: { id: string };
}

export function orderRoutes(app: FastifyInstance, orders: OrderBook): void {
  app.get("/orders", (_request, reply) => {
    const list = orders.list();
    reply.header("x-total-count", list.length); // exposed by the policy
    reply.header("x-served-by", "greenhouse-2"); // sent as well, and for no page to read
    return list;
  });

  app.get("/orders/latest", (request, reply) => {
    const latest = orders.list().at(-1);
    if (latest === undefined) return reply.callNotFound();
    const { search } = new URL(request.url, "http://localhost");
    return reply.redirect(`/orders/${latest.id}${search}`);
  });

  app.get<ById>("/orders/:id", (request, reply) => {
    return orders.find(request.params.id) ?? reply.callNotFound();
  });

  app.post("/orders", (request, reply) => {
    const draft = parseOrderDraft(request.body);
    if (!("product" in draft)) return unprocessable(reply, draft);
    return reply.code(201).send(orders.place(draft));
  });

  app.put<ById>("/orders/:id", (request, reply) => {
    const draft = parseOrderDraft(request.body);
    if (!("product" in draft)) return unprocessable(reply, draft);
    return orders.put(request.params.id, draft);
  });

  app.patch<ById>("/orders/:id", (request, reply) => {
    const order = orders.find(request.params.id);
    if (order === undefined) return reply.callNotFound();
    const changes = typeof request.body === "object" ? request.body : undefined;
    const draft = parseOrderDraft({ ...order, ...changes });
    if (!("product" in draft)) return unprocessable(reply, draft);
    return orders.put(order.id, draft);
  });

  app.delete<ById>("/orders/:id", (request, reply) => {
    orders.cancel(request.params.id);
    return reply.code(204).send();
  });

  // Plain text, as an HTML form or a beacon sends it: no browser asks before sending that.
  app.post("/orders/notes", (request, reply) => {
    return reply.code(201).send({ note: request.body });
  });
}

function unprocessable(reply: FastifyReply, problems: readonly Problem[]): FastifyReply {
  return reply.code(422).send({ problems });
}
