import { Readable } from "node:stream";
import { deliveryEvents, writeEvent } from "@corsage/shop";
import type { FastifyInstance } from "fastify";

export function deliveryRoutes(app: FastifyInstance): void {
  app.get("/deliveries", (_request, reply) => {
    reply.header("content-type", "text/event-stream").header("cache-control", "no-store");
    return reply.send(Readable.from(deliveryEvents.map(writeEvent)));
  });
}
