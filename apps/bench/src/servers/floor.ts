import type { IncomingMessage, ServerResponse } from "node:http";
import type { FastifyInstance } from "fastify";
import type { Traffic } from "../matrix.ts";
import { BYTES } from "../policies.ts";

/** A middleware that sends what ours would, whoever asks. */
export function floorMiddleware(
  traffic: Traffic,
): (request: IncomingMessage, response: ServerResponse, next: () => void) => void {
  const lines = BYTES[traffic];
  const isPreflight = traffic.startsWith("preflight");
  const status = traffic === "preflight" ? 204 : 403;
  return (_, response, next) => {
    if (isPreflight) {
      response.writeHead(status, lines).end();
      return;
    }
    for (const name in lines) response.setHeader(name, lines[name] ?? "");
    next();
  };
}

/** The same for Fastify. */
export function addFloorHook(app: FastifyInstance, traffic: Traffic): void {
  const lines = BYTES[traffic];
  const isPreflight = traffic.startsWith("preflight");
  const status = traffic === "preflight" ? 204 : 403;
  app.addHook("onRequest", (_, reply, done) => {
    reply.headers(lines);
    if (isPreflight) reply.code(status).send();
    else done();
  });
}
