import type { Decision } from "@corsage/core";
import { type CorsHost, CorsRefusal, decisionChannel, guardResponse } from "@corsage/host";
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
  guardResponse(reply.raw, host.rule(decision, view, settings));
  if (decision.kind === "preflight") {
    reply.code(decision.answer ?? 204).send();
  } else if (decision.answer === undefined) {
    go();
  } else {
    if (view.upgrade) closeAfter(request, reply);
    go(new CorsRefusal(decision, view));
  }
}

/**
 * A refused HTTP/1.1 handshake would leave its socket open: Node has let go of it, and plugins that would close it run
 * after us and never hear of it.
 */
function closeAfter({ raw }: FastifyRequest, reply: FastifyReply): void {
  if (raw.httpVersionMajor === 2) return;
  reply.header("connection", "close");
  reply.raw.once("finish", () => raw.socket.end());
}

function routeOf({ route }: Target, request: FastifyRequest): Target["route"] {
  if (route !== undefined) return { method: route.method, url: route.url };
  const { url } = request.routeOptions;
  return url === undefined ? undefined : { method: request.method, url };
}
