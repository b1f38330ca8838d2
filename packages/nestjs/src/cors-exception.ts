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
  const body = refusal.toJSON();
  return refusal.statusCode === 503
    ? new ServiceUnavailableException(body, { cause: refusal })
    : new ForbiddenException(body, { cause: refusal });
}
