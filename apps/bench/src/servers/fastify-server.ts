import type { Server } from "node:http";
import corsPlugin from "@corsage/fastify";
import fastifyCors from "@fastify/cors";
import Fastify from "fastify";
import type { PolicyKind, Variant } from "../matrix.ts";
import { BODY, BYTES, corsageOptions, peerOptions, PREFLIGHT_BYTES } from "../policies.ts";

export async function createFastifyServer(variant: Variant, policy: PolicyKind): Promise<Server> {
  const app = Fastify();
  if (variant === "corsage") await app.register(corsPlugin, corsageOptions(policy));
  if (variant === "peer") await app.register(fastifyCors, peerOptions(policy));
  app.get("/orders", (_, reply) => {
    if (variant === "bytes") reply.headers(BYTES);
    reply.type("application/json").send(BODY);
  });
  if (variant !== "peer") {
    app.options("/orders", (_, reply) => {
      if (variant === "bytes") reply.headers(PREFLIGHT_BYTES);
      reply.code(204).send();
    });
  }
  await app.ready();
  return app.server;
}
