import type { Server } from "node:http";
import corsPlugin from "@corsage/fastify";
import fastifyCors from "@fastify/cors";
import Fastify from "fastify";
import type { Contestant } from "../matrix.ts";
import { addFloorHook } from "./floor.ts";
import { BODY, BYTES, corsageOptions, peerOptions } from "../policies.ts";

export async function createFastifyServer({
  variant,
  policy,
  traffic,
}: Contestant): Promise<Server> {
  const app = Fastify();
  if (variant === "corsage") await app.register(corsPlugin, corsageOptions(policy));
  if (variant === "floor") addFloorHook(app, traffic);
  if (variant === "peer") await app.register(fastifyCors, peerOptions(policy));
  app.get("/orders", (_, reply) => {
    if (variant === "bytes") reply.headers(BYTES[traffic]);
    reply.type("application/json").send(BODY);
  });
  if (variant !== "peer") {
    app.options("/orders", (_, reply) => {
      if (variant === "bytes") reply.headers(BYTES[traffic]);
      reply.code(204).send();
    });
  }
  await app.ready();
  return app.server;
}
