import Fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type RouteShorthandOptions,
} from "fastify";
import { type Assignment, bodyLimit, type StartedHost } from "./host.ts";
import {
  createBrokenStream,
  createStream,
  fieldsOf,
  locationOf,
  replyRaw,
  wayOf,
} from "./raw-reply.ts";
import type { Reply, Route } from "./row.ts";

/** A Fastify application without CORS. The plugin is not imported here: its import alone has an effect. */
export function createApplication(): FastifyInstance {
  const application = Fastify({ bodyLimit, forceCloseConnections: true });
  // Forms and the like: this host reads every body and parses JSON alone.
  application.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => {
    done(null, body);
  });
  return application;
}

/** Adds the routes and listens. `optionsOf`: what says in a route's options which policy it has. */
export async function startFastify(
  application: FastifyInstance,
  { app, onRun }: Assignment,
  optionsOf: (route: Route) => RouteShorthandOptions,
): Promise<StartedHost> {
  for (const route of app.routes) {
    application.route({
      ...optionsOf(route),
      method: route.method ?? "GET",
      url: route.url,
      handler: (request, reply) => {
        onRun(request.raw.url ?? "");
        return answer(request, reply, route.reply ?? {});
      },
    });
  }
  await application.listen({ port: 0, host: "127.0.0.1" });
  return { server: application.server, close: () => application.close() };
}

function answer(request: FastifyRequest, reply: FastifyReply, how: Reply): FastifyReply {
  const way = wayOf(how);
  if (way === "past") {
    reply.hijack();
    replyRaw(request.raw, reply.raw, how);
    return reply;
  }
  reply.code(how.status ?? 200).headers(fieldsOf(how));
  switch (way) {
    case "throw":
      throw new Error("the handler failed");
    case "empty":
      return reply.send();
    case "redirect":
      return reply.redirect(locationOf(how, request.raw), how.status);
    case "stream":
      return reply.type("text/plain").send(createStream());
    case "broken-stream":
      return reply.type("text/plain").send(createBrokenStream());
    case "json":
      return reply.send({ ok: true });
  }
}
