import type { IncomingMessage, ServerResponse } from "node:http";
import type { FastifyInstance } from "fastify";
import type { Traffic } from "../matrix.ts";
import { BYTES } from "../policies.ts";

/** A middleware that sends what ours would, whoever asks. */
export function floorMiddleware(
  traffic: Traffic,
): (request: IncomingMessage, response: ServerResponse, next: () => void) => void {
  const { lines, status } = answerTo(traffic);
  return (_, response, next) => {
    if (status !== undefined) {
      response.writeHead(status, lines).end();
      return;
    }
    for (const name in lines) response.setHeader(name, lines[name] ?? "");
    next();
  };
}

/** The same for Fastify. */
export function addFloorHook(app: FastifyInstance, traffic: Traffic): void {
  const { lines, status } = answerTo(traffic);
  app.addHook("onRequest", (_, reply, done) => {
    reply.headers(lines);
    if (status !== undefined) reply.code(status).send();
    else done();
  });
}

/** The header lines of an answer, and its status where it answers a preflight. */
function answerTo(traffic: Traffic): {
  readonly lines: Readonly<Record<string, string>>;
  readonly status: 204 | 403 | undefined;
} {
  const statuses: Partial<Record<Traffic, 204 | 403>> = {
    preflight: 204,
    "preflight-refused": 403,
  };
  return { lines: BYTES[traffic], status: statuses[traffic] };
}
