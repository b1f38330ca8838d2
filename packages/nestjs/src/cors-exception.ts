import { CorsRefusal } from "@corsage/host";
import {
  ForbiddenException,
  type HttpException,
  ServiceUnavailableException,
} from "@nestjs/common";
import type { Decision } from "@corsage/core";
import type { Exchange } from "./exchange.ts";

/**
 * A refusal as Nest's exception filters know it: a ForbiddenException, or a ServiceUnavailableException where a rule
 * failed. `cause` is the CorsRefusal with the decision.
 */
export function createException(
  decision: Decision,
  { view, response }: Pick<Exchange, "view" | "response">,
): HttpException {
  const refusal = new CorsRefusal(decision, view);
  for (const [name, value] of Object.entries(refusal.headers)) response.setHeader(name, value);
  const { statusCode } = refusal;
  const options = { cause: refusal };
  const exception =
    statusCode === 503
      ? new ServiceUnavailableException(refusal.toJSON(), options)
      : new ForbiddenException(refusal.toJSON(), options);
  // What error handlers of Fastify plugins look for, where theirs is nearer than Nest's.
  return Object.assign(exception, { statusCode });
}
