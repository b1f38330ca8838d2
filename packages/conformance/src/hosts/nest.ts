import "reflect-metadata";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { Cors, CorsModule } from "@corsage/nestjs";
import {
  Controller,
  type DynamicModule,
  HttpCode,
  type INestApplication,
  Redirect,
  Req,
  RequestMapping,
  RequestMethod,
  Res,
  StreamableFile,
  type Type,
} from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { ExpressAdapter, type NestExpressApplication } from "@nestjs/platform-express";
import { FastifyAdapter } from "@nestjs/platform-fastify";
import type { Request, Response } from "express";
import type { FastifyReply, FastifyRequest } from "fastify";
import { runBare } from "../bare-application.ts";
import { type Assignment, bodyLimit, type Host, type StartedHost } from "../host.ts";
import {
  createBrokenStream,
  createStream,
  fieldsOf,
  locationOf,
  replyRaw,
  wayOf,
} from "../raw-reply.ts";
import type { Capability, Reply, Route } from "../row.ts";

const offers: ReadonlySet<Capability> = new Set([
  "route-policies",
  "path-policies",
  "knows-routes",
]);

export const nestOnExpress: Host = {
  name: "NestJS on Express",
  offers,
  redirectsVaryBy: "Accept",
  start: (assignment) => startOnExpress(withModule(assignment), routesBeside(assignment)),
};

export const nestOnFastify: Host = {
  name: "NestJS on Fastify",
  offers,
  start: (assignment) => startOnFastify(withModule(assignment), routesBeside(assignment)),
};

const quietly = { logger: false, abortOnError: false, forceCloseConnections: true } as const;

export async function startOnExpress(
  module: DynamicModule,
  configure: (application: INestApplication) => void = () => {},
): Promise<StartedHost> {
  const application = await NestFactory.create<NestExpressApplication>(
    module,
    new ExpressAdapter(),
    { ...quietly, bodyParser: false },
  );
  configure(application);
  application.useBodyParser("json", { limit: bodyLimit });
  return listen(application);
}

export async function startOnFastify(
  module: DynamicModule,
  configure: (application: INestApplication) => void = () => {},
): Promise<StartedHost> {
  const adapter = new FastifyAdapter({ bodyLimit, forceCloseConnections: true });
  const application = await NestFactory.create(module, adapter, quietly);
  configure(application);
  return listen(application);
}

async function listen(application: INestApplication): Promise<StartedHost> {
  await application.listen(0, "127.0.0.1");
  const server: Server = application.getHttpServer();
  return { server, close: () => application.close() };
}

function withModule(assignment: Assignment): DynamicModule {
  const { cors, routes } = assignment.app;
  const app = { cors, routes: cors.paths === undefined ? routes : [] };
  return createModule({ ...assignment, app }, [CorsModule.forRoot(cors)]);
}

/** `paths` rules are for what has no controller, so their routes are a middleware's. */
function routesBeside(assignment: Assignment): (application: INestApplication) => void {
  const { app } = assignment;
  if (app.cors.paths === undefined) return () => {};
  return (application) => {
    application.use((request: IncomingMessage, response: ServerResponse) => {
      void runBare(assignment, request, response);
    });
  };
}

/** An application as a Nest module: one controller, whose handlers are the routes. */
export function createModule(
  { app, onRun }: Assignment,
  imports: readonly DynamicModule[],
): DynamicModule {
  const controller = class RowsController {};
  for (const [index, route] of app.routes.entries()) {
    addHandler(controller, `handler${index}`, route, onRun);
  }
  Controller()(controller);
  return { module: class RowsModule {}, imports: [...imports], controllers: [controller] };
}

type NestRequest = Request | FastifyRequest;
type NestResponse = Response | FastifyReply;

/** What decorators do to a method, done to one that has no source text. */
function addHandler(
  { prototype }: Type,
  name: string,
  { method = "GET", url, cors, reply = {} }: Route,
  onRun: (url: string) => void,
): void {
  const descriptor: PropertyDescriptor = {
    value: (request: NestRequest, response: NestResponse) => {
      onRun(request.originalUrl);
      return answer(request, response, reply);
    },
  };
  Object.defineProperty(prototype, name, descriptor);
  Req()(prototype, name, 0);
  Res({ passthrough: wayOf(reply) !== "past" })(prototype, name, 1);
  const decorators: MethodDecorator[] = [
    RequestMapping({ path: url, method: RequestMethod[method] }),
    HttpCode(reply.status ?? 200),
    ...(reply.as === "redirect" ? [Redirect()] : []),
    ...(cors === undefined ? [] : [Cors(cors)]),
  ];
  for (const decorate of decorators) decorate(prototype, name, descriptor);
}

function answer(request: NestRequest, response: NestResponse, reply: Reply): unknown {
  const rawRequest = "raw" in request ? request.raw : request;
  const way = wayOf(reply);
  if (way === "past") {
    if ("hijack" in response) response.hijack();
    replyRaw(rawRequest, "hijack" in response ? response.raw : response, reply);
    return undefined;
  }
  for (const [name, value] of Object.entries(fieldsOf(reply))) response.header(name, value);
  switch (way) {
    case "throw":
      throw new Error("the handler failed");
    case "empty":
      return undefined;
    case "redirect":
      return { url: locationOf(reply, rawRequest), statusCode: reply.status };
    case "stream":
      return new StreamableFile(createStream(), { type: "text/plain" });
    case "broken-stream":
      return new StreamableFile(createBrokenStream(), { type: "text/plain" });
    case "json":
      return { ok: true };
  }
}
