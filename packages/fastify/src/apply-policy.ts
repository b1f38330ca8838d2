import type { Decision } from "@corsage/core";
import { type CorsHost, CorsRefusal, decisionChannel } from "@corsage/host";
import type { FastifyReply, FastifyRequest } from "fastify";
import { keepDecision } from "./decision-slot.ts";
import { FastifyRequestView } from "./request-view.ts";
import type { Target } from "./target.ts";

/** Told how the request goes on: not at all where a preflight was answered, with an error where it is refused. */
type Continue = (refusal?: CorsRefusal) => void;

/** Decides, makes the response carry the decision, and answers, refuses or goes on. */
export function applyPolicy(
  host: CorsHost,
  target: Target,
  request: FastifyRequest,
  reply: FastifyReply,
  go: Continue,
): void {
  const view = new FastifyRequestView(request, target.settings.selfOrigins);
  const route = decisionChannel.hasSubscribers ? routeOf(target, request) : undefined;
  const decision = host.decide(target.cell, view, route);
  // A promise only where a rule is asynchronous: it costs more than all the rest.
  if (!(decision instanceof Promise))
    return settle(host, target, view, decision, request, reply, go);
  void decision.then((settled) => settle(host, target, view, settled, request, reply, go));
}

function settle(
  host: CorsHost,
  { settings }: Target,
  view: FastifyRequestView,
  decision: Decision,
  request: FastifyRequest,
  reply: FastifyReply,
  go: Continue,
): void {
  keepDecision(request, decision);
  host.guard(reply.raw, decision, view, settings);
  if (decision.kind === "preflight") {
    reply.code(decision.answer ?? 204).send();
  } else if (decision.answer === undefined) {
    go();
  } else {
    go(new CorsRefusal(decision, view));
  }
}

function routeOf({ route }: Target, request: FastifyRequest): Target["route"] {
  if (route !== undefined) return { method: route.method, url: route.url };
  const { url } = request.routeOptions;
  return url === undefined ? undefined : { method: request.method, url };
}
