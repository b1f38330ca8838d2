import { createServer, type Server } from "node:http";
import { cors as corsage } from "@corsage/node";
import cors from "cors";
import express from "express";
import type { Contestant } from "../matrix.ts";
import { floorMiddleware } from "./floor.ts";
import { BODY, BYTES, corsageOptions, peerOptions } from "../policies.ts";

export function createExpressServer({ variant, policy, traffic }: Contestant): Server {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  if (variant === "corsage") app.use(corsage(corsageOptions(policy)));
  if (variant === "floor") app.use(floorMiddleware(traffic));
  if (variant === "peer") app.use(cors(peerOptions(policy)));
  app.get("/orders", (_, response) => {
    if (variant === "bytes") response.set(BYTES[traffic]);
    response.type("json").send(BODY);
  });
  app.options("/orders", (_, response) => {
    if (variant === "bytes") response.set(BYTES[traffic]);
    response.status(204).end();
  });
  if (variant !== "front") return createServer(app);
  const layer = corsage(corsageOptions(policy));
  return createServer((request, response) =>
    layer(request, response, () => app(request, response)),
  );
}
