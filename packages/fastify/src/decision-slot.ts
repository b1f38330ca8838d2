import type { Decision } from "@corsage/core";
import type { FastifyInstance, FastifyRequest } from "fastify";

const DECISION: unique symbol = Symbol.for("corsage.fastify.decision");

interface DecidedRequest extends FastifyRequest {
  [DECISION]?: Decision | null;
}

/** Gives requests a place for their decision, and `request.cors` to read it. */
export function decorateRequests(instance: FastifyInstance): void {
  // A symbol, because Fastify makes room for it in the constructor: no request changes shape.
  instance.decorateRequest(DECISION, null);
  instance.decorateRequest("cors", { getter: readDecision });
}

export function keepDecision(request: FastifyRequest, decision: Decision): void {
  const decided: DecidedRequest = request;
  decided[DECISION] = decision;
}

function readDecision(this: FastifyRequest): Decision {
  const decision = decisionOf(this);
  if (decision === undefined || decision === null) {
    throw new Error(
      `No CORS policy decided about ${this.method} ${this.routeOptions.url ?? "this path"}: the route is skipped, or no scope around it has a policy.`,
    );
  }
  return decision;
}

function decisionOf(request: DecidedRequest): Decision | null | undefined {
  return request[DECISION];
}
