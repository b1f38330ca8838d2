import type { AddressInfo } from "node:net";
import { compileFunction } from "node:vm";
import type { WalkInit } from "@corsage/browser";
import corsPlugin from "@corsage/fastify";
import { cors as corsageMiddleware } from "@corsage/node";
import fastifyCors from "@fastify/cors";
import cors from "cors";
import express, { type Express, type RequestHandler } from "express";
import Fastify, { type FastifyInstance } from "fastify";
import type { Stack } from "../src/stack.ts";
import { startNest } from "./nest-peer.ts";

export interface Running {
  readonly url: string;
  close(): Promise<unknown>;
}

/** A server of somebody else's making: with the library that is there, or with the fix that was printed. */
export interface Peer {
  readonly title: string;
  readonly stack: Stack;
  readonly init: WalkInit;
  readonly code: string;
  start(fix: string | undefined): Promise<Running>;
}

/** Runs the printed fix as a user would paste it: a statement or two, with these names in reach. */
async function paste(fix: string, names: Readonly<Record<string, unknown>>): Promise<void> {
  const body = `return (async () => { ${fix}\n})();`;
  await compileFunction(body, Object.keys(names))(...Object.values(names));
}

async function startExpress(
  install: (app: Express) => void,
  fix: string | undefined,
  before?: RequestHandler,
): Promise<Running> {
  const app = express();
  if (fix !== undefined) await paste(fix, { app, cors: corsageMiddleware });
  if (before !== undefined) app.use(before);
  if (fix === undefined) install(app);
  app.all("/orders", (_, response) => void response.json([]));
  return new Promise((resolve) => {
    const server = app.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      const close = (): Promise<void> => new Promise((done) => void server.close(() => done()));
      resolve({ url: `http://127.0.0.1:${port}/orders`, close });
    });
  });
}

async function startFastify(
  install: (app: FastifyInstance) => unknown,
  fix: string | undefined,
  before?: (app: FastifyInstance) => void,
): Promise<Running> {
  const app = Fastify();
  before?.(app);
  if (fix === undefined) await install(app);
  else await paste(fix, { app, corsPlugin });
  app.route({ method: ["GET", "PUT"], url: "/orders", handler: () => [] });
  await app.listen({ port: 0, host: "127.0.0.1" });
  const { port } = app.server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/orders`, close: () => app.close() };
}

const login: RequestHandler = ({ headers, method }, response, next) => {
  if (method === "GET" || headers.authorization !== undefined) next();
  else response.status(401).end();
};

const put: WalkInit = { method: "PUT" };
const cookies: WalkInit = { credentials: "include" };

export const peers: readonly Peer[] = [
  {
    title: "Express, cors({ credentials: true })",
    stack: "express",
    init: cookies,
    code: "wildcard-with-credentials",
    start: (fix) => startExpress((app) => app.use(cors({ credentials: true })), fix),
  },
  {
    title: "Express, cors({ origin }) for another origin",
    stack: "express",
    init: {},
    code: "origin-mismatch",
    start: (fix) => startExpress((app) => app.use(cors({ origin: "https://other.test" })), fix),
  },
  {
    title: "Express, a login ahead of cors()",
    stack: "express",
    init: put,
    code: "preflight-not-ok-auth",
    start: (fix) => startExpress((app) => app.use(cors()), fix, login),
  },
  {
    title: "Express, cors() on the route alone",
    stack: "express",
    init: put,
    code: "acao-missing",
    start: (fix) =>
      startExpress(
        (app) => app.put("/orders", cors(), (_, response) => void response.json([])),
        fix,
      ),
  },
  {
    title: "Express, cors({ origin: true, credentials: true })",
    stack: "express",
    init: {},
    code: "origin-reflected-with-credentials",
    start: (fix) => startExpress((app) => app.use(cors({ origin: true, credentials: true })), fix),
  },
  {
    title: "Fastify, the methods that @fastify/cors lists",
    stack: "fastify",
    init: put,
    code: "method-not-allowed",
    start: (fix) => startFastify((app) => app.register(fastifyCors), fix),
  },
  {
    title: "Fastify, a login ahead of @fastify/cors",
    stack: "fastify",
    init: put,
    code: "preflight-not-ok-auth",
    start: (fix) =>
      startFastify(
        (app) => app.register(fastifyCors),
        fix,
        (app) =>
          app.addHook("onRequest", (request, reply, done) => {
            if (request.method === "GET") done();
            else reply.code(401).send();
          }),
      ),
  },
  {
    title: "Fastify, @fastify/cors with origin: true and credentials",
    stack: "fastify",
    init: {},
    code: "origin-reflected-with-credentials",
    start: (fix) =>
      startFastify((app) => app.register(fastifyCors, { origin: true, credentials: true }), fix),
  },
  {
    title: "Nest on Fastify, the methods that enableCors() lists there",
    stack: "nest",
    init: put,
    code: "method-not-allowed",
    start: (fix) => startNest("fastify", (nest) => nest.enableCors(), fix),
  },
  {
    title: "Nest on Express, enableCors({ origin: true, credentials: true })",
    stack: "nest",
    init: {},
    code: "origin-reflected-with-credentials",
    start: (fix) =>
      startNest("express", (nest) => nest.enableCors({ origin: true, credentials: true }), fix),
  },
];
