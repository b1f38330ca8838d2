import { createServer } from "node:http";
import { cors } from "@corsage/node";
import express5, { type Express, type Request, type RequestHandler, type Response } from "express";
import express4 from "express4";
import { type Assignment, bodyLimit, type Host, type StartedHost } from "../host.ts";
import { close, listen } from "../listening.ts";
import {
  createBrokenStream,
  createStream,
  fieldsOf,
  locationOf,
  replyRaw,
  wayOf,
} from "../raw-reply.ts";
import type { Reply, RouteMethod } from "../row.ts";

type CreateExpress = typeof express5;

function expressHost(name: string, create: CreateExpress): Host {
  return {
    name,
    offers: new Set(["path-policies"]),
    redirectsVaryBy: "Accept",
    start: (assignment) => startExpress(create, assignment, cors(assignment.app.cors)),
  };
}

export const express4Host: Host = expressHost("Express 4", express4);
export const express5Host: Host = expressHost("Express 5", express5);

/** `layer`: what is asked about CORS, before everything else. */
export async function startExpress(
  create: CreateExpress,
  assignment: Assignment,
  layer: RequestHandler,
): Promise<StartedHost> {
  const application = create();
  application.set("env", "test"); // or it prints the stack of every error
  application.use(layer);
  application.use(create.json({ limit: bodyLimit }));
  addRoutes(application, assignment);
  const server = createServer(application);
  await listen(server);
  return { server, close: () => close(server) };
}

const verbs = {
  GET: "get",
  POST: "post",
  PUT: "put",
  PATCH: "patch",
  DELETE: "delete",
  OPTIONS: "options",
} as const satisfies Record<RouteMethod, keyof Express>;

function addRoutes(application: Express, { app, onRun }: Assignment): void {
  for (const { method = "GET", url, reply = {} } of app.routes) {
    application[verbs[method]](url, (request: Request, response: Response) => {
      onRun(request.originalUrl);
      answer(request, response, reply);
    });
  }
}

function answer(request: Request, response: Response, reply: Reply): void {
  const way = wayOf(reply);
  if (way === "past") return replyRaw(request, response, reply);
  const status = reply.status ?? 200;
  response.status(status).set(fieldsOf(reply));
  switch (way) {
    case "throw":
      throw new Error("the handler failed");
    case "empty":
      response.end();
      return;
    case "redirect":
      response.redirect(status, locationOf(reply, request));
      return;
    case "stream":
      createStream().pipe(response.type("text/plain"));
      return;
    case "broken-stream": {
      const body = createBrokenStream().on("error", () => response.destroy());
      body.pipe(response.type("text/plain"));
      return;
    }
    case "json":
      response.json({ ok: true });
  }
}
