import type { AddressInfo } from "node:net";
import type { WalkInit } from "@corsage/browser";
import corsPlugin from "@corsage/fastify";
import { cors as corsageMiddleware } from "@corsage/node";
import fastifyCors from "@fastify/cors";
import cors from "cors";
import express, { type Express, type RequestHandler } from "express";
import express4 from "express4";
import Fastify, { type FastifyInstance } from "fastify";
import type { Stack } from "../src/stack.ts";
import { startNest } from "./nest-peer.ts";
import { paste } from "./pasted-fix.ts";
import type { Running } from "./planted-server.ts";

/** A server of somebody else's making: with the library that is there, or with the fix that was printed. */
export interface Peer {
  readonly title: string;
  readonly stack: Stack;
  readonly init: WalkInit;
  readonly codes: readonly string[];
  start(fix: string | undefined): Promise<Running>;
}

type CreateExpress = typeof express;

interface ExpressPeer {
  title: string;
  init: WalkInit;
  codes: readonly string[];
  install(app: Express): void;
  /** What runs ahead of `install`, and after the fix. */
  before?: RequestHandler;
}

async function startExpress(
  create: CreateExpress,
  { install, before }: ExpressPeer,
  fix: string | undefined,
): Promise<Running> {
  const app = create();
  if (fix !== undefined) await paste(fix, { app, cors: corsageMiddleware });
  if (before !== undefined) app.use(before);
  if (fix === undefined) install(app);
  app.get("/orders", (_, response) => void response.json([]));
  app.put("/orders", (_, response) => void response.json([]));
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

const expressPeers: readonly ExpressPeer[] = [
  {
    title: "nothing at all",
    init: {},
    codes: ["acao-missing"],
    install: () => undefined,
  },
  {
    title: "cors({ credentials: true })",
    init: cookies,
    codes: ["wildcard-with-credentials", "options-swallowed"],
    install: (app) => void app.use(cors({ credentials: true })),
  },
  {
    title: "cors({ origin }) for another origin",
    init: {},
    codes: ["origin-mismatch", "options-swallowed"],
    install: (app) => void app.use(cors({ origin: "https://other.test" })),
  },
  {
    title: "cors({ origin }) with a slash at the end",
    init: put,
    codes: ["origin-mismatch", "options-swallowed"],
    install: (app) => void app.use(cors({ origin: "http://app.localhost/" })),
  },
  {
    title: "cors({ methods }) without PUT",
    init: put,
    codes: ["method-not-allowed", "options-swallowed"],
    install: (app) => void app.use(cors({ methods: ["GET", "POST"] })),
  },
  {
    title: "cors({ allowedHeaders }) without the header",
    init: { headers: { "x-tenant": "1" } },
    codes: ["header-not-allowed", "options-swallowed"],
    install: (app) => void app.use(cors({ allowedHeaders: ["content-type"] })),
  },
  {
    title: "cors({ origin: list }) without credentials",
    init: cookies,
    codes: ["acac-missing", "lists-disclosed", "options-swallowed"],
    install: (app) => void app.use(cors({ origin: ["http://app.localhost"] })),
  },
  {
    title: "a login ahead of cors()",
    init: put,
    codes: ["preflight-not-ok-auth"],
    install: (app) => void app.use(cors()),
    before: login,
  },
  {
    title: "cors() on the route alone",
    init: put,
    codes: ["route-cors-no-options"],
    install: (app) => void app.put("/orders", cors(), (_, response) => void response.json([])),
  },
  {
    title: "cors() twice, once by hand",
    init: {},
    codes: ["acao-multiple", "options-swallowed"],
    install: (app) => {
      app.use(cors());
      app.use((_, response, next) => {
        response.append("Access-Control-Allow-Origin", "*");
        next();
      });
    },
  },
  {
    title: "cors({ origin: true, credentials: true })",
    init: {},
    codes: ["origin-reflected-with-credentials", "null-origin-allowed", "options-swallowed"],
    install: (app) => void app.use(cors({ origin: true, credentials: true })),
  },
];

const expresses: readonly [string, CreateExpress][] = [
  ["Express 4", express4],
  ["Express 5", express],
];

export const peers: readonly Peer[] = [
  ...expresses.flatMap(([name, create]) =>
    expressPeers.map((peer) => ({
      title: `${name}, ${peer.title}`,
      stack: "express" as const,
      init: peer.init,
      codes: peer.codes,
      start: (fix: string | undefined) => startExpress(create, peer, fix),
    })),
  ),
  {
    title: "Fastify, the methods that @fastify/cors lists",
    stack: "fastify",
    init: put,
    codes: ["method-not-allowed"],
    start: (fix) => startFastify((app) => app.register(fastifyCors), fix),
  },
  {
    title: "Fastify, a login ahead of @fastify/cors",
    stack: "fastify",
    init: put,
    codes: ["preflight-not-ok-auth"],
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
    codes: ["origin-reflected-with-credentials", "null-origin-allowed"],
    start: (fix) =>
      startFastify((app) => app.register(fastifyCors, { origin: true, credentials: true }), fix),
  },
  {
    title: "Nest on Fastify, the methods that enableCors() lists there",
    stack: "nest",
    init: put,
    codes: ["method-not-allowed"],
    start: (fix) => startNest("fastify", (nest) => nest.enableCors(), fix),
  },
  {
    title: "Nest on Express, enableCors({ origin: true, credentials: true })",
    stack: "nest",
    init: {},
    codes: ["origin-reflected-with-credentials", "null-origin-allowed", "options-swallowed"],
    start: (fix) =>
      startNest("express", (nest) => nest.enableCors({ origin: true, credentials: true }), fix),
  },
];
