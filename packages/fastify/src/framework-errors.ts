import type {
  FastifyError,
  FastifyReply,
  FastifyRequest,
  RawServerBase,
  RawServerDefault,
  RouteGenericInterface,
} from "fastify";
import { Application } from "./application.ts";
import { applyPolicy } from "./apply-policy.ts";
import { scopeOf } from "./scope.ts";

/**
 * Answers errors that Fastify meets before any hook: a malformed URL, a parameter that is too long. `Server` is
 * `Http2Server` or `Http2SecureServer` where HTTP/2 is spoken.
 */
export type FrameworkErrorHandler<Server extends RawServerBase = RawServerDefault> = (
  error: FastifyError,
  request: FastifyRequest<RouteGenericInterface, Server>,
  reply: FastifyReply<RouteGenericInterface, Server>,
) => void;

/**
 * For Fastify's option `frameworkErrors`: puts the application's policy on responses that no hook can reach, and
 * answers preflights there. `handler` answers them then; without it they look as Fastify's own do.
 *
 * ```ts
 * const app = Fastify({ frameworkErrors: corsPlugin.frameworkErrors() });
 * ```
 */
export function frameworkErrors(): (error: FastifyError, request: object, reply: object) => void;
export function frameworkErrors<Server extends RawServerBase = RawServerDefault>(
  handler: FrameworkErrorHandler<Server>,
): FrameworkErrorHandler<Server>;
// HTTP/2 differs in types alone: what is read of a request and written of a reply is in both.
export function frameworkErrors(
  handler: FrameworkErrorHandler = answerError,
): FrameworkErrorHandler {
  return function corsageFrameworkErrors(error, request, reply) {
    const { server } = request;
    const host = Application.of(server)?.host;
    const target = scopeOf(server)?.arrived;
    if (host === undefined || target === undefined) return handler(error, request, reply);
    // A refusal would only replace one error by another: nothing is about to run.
    applyPolicy(host, target, request, reply, () => handler(error, request, reply));
  };
}

function answerError(error: FastifyError, _: FastifyRequest, reply: FastifyReply): void {
  const { code, message, statusCode = 500 } = error;
  reply.code(statusCode).send({
    error: "Bad Request", // Fastify says so for 414 too
    code,
    message,
    statusCode,
  });
}
