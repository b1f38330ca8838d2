import { corsPlugin } from "@corsage/fastify";
import fastify from "fastify";

export function buildApp() {
  const app = fastify();
  app.register(corsPlugin, {
    origin: "https://shop.example.com",
    credentials: true,
    exposedHeaders: ["etag"],
  });
  app.put("/orders/1", (_request, reply) => reply.header("etag", '"2"').send({ saved: true }));
  return app;
}
