import proxy from "@fastify/http-proxy";
import type { FastifyInstance } from "fastify";

/** The service behind it answers for itself, CORS included; a second opinion would only contradict it. */
export function forecastRoutes(app: FastifyInstance, upstream: string): void {
  app.register(proxy, { upstream, prefix: "/forecast", config: { cors: "skip" } });
}
