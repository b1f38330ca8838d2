import { createServer, type Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { cors } from "hono/cors";
import { type Contestant, ORIGIN } from "../matrix.ts";
import { BODY } from "../policies.ts";

export function createHonoServer({ variant }: Contestant): Server {
  const app = new Hono();
  if (variant === "peer") {
    app.use(
      cors({
        origin: [ORIGIN],
        credentials: true,
        allowMethods: ["GET", "HEAD", "POST", "PUT", "DELETE"],
        allowHeaders: ["content-type", "authorization"],
        exposeHeaders: ["x-total"],
        maxAge: 600,
      }),
    );
  }
  app.get("/orders", (context) => context.body(BODY, 200, { "content-type": "application/json" }));
  app.options("/orders", (context) => context.body(null, 204));
  return createServer(getRequestListener(app.fetch));
}
