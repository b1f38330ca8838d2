import type { ServerResponse } from "node:http";
import { cors as corsage } from "@corsage/node";
import cors from "cors";
import type { Traffic } from "./matrix.ts";
import { createResponse, FakeFastifyRequest, FakeReply, FakeRequest } from "./micro-exchange.ts";
import type { FastifyHook } from "./micro-fastify.ts";
import type { Operation } from "./micro-measure.ts";
import { BYTES, corsageOptions, peerOptions } from "./policies.ts";
import { addFloorHook, floorMiddleware } from "./servers/floor.ts";

export const HOOK_FRAMEWORKS = ["node", "fastify", "nest-express", "nest-fastify"] as const;
export type HookFramework = (typeof HOOK_FRAMEWORKS)[number];
export const HOOK_VARIANTS = ["bare", "bytes", "floor", "corsage", "peer"] as const;
export type HookVariant = (typeof HOOK_VARIANTS)[number];
export const HOOK_TRAFFIC = ["get", "get-refused", "get-no-origin", "preflight"] as const;

/**
 * `bare`: no CORS at all, to be subtracted. `bytes`: the same header lines, written by the route. `floor`: the least
 * code in the place of ours that sends them, without a look at the request.
 */
export type HookOperations = Readonly<Record<HookVariant, Operation<Exchange>>>;

export interface Exchange {
  readonly request: FakeRequest;
  readonly response: ServerResponse;
  readonly fastifyRequest: FakeFastifyRequest;
  readonly reply: FakeReply;
}

type Middleware = (request: FakeRequest, response: ServerResponse, next: () => void) => unknown;

/** Few at a time, or the garbage collector's copying of what waits is measured too. */
const BATCH = 400;
const TYPE = { "content-type": "application/json", "content-length": "51" };

/** A hook or middleware by itself, its response's head put together, and nothing else: ours beside the others. */
export async function hookOperations(
  framework: HookFramework,
  traffic: Traffic,
): Promise<HookOperations> {
  // `enableCors` of Nest is the same two libraries, so the peers are the same there.
  switch (framework) {
    case "node":
      return nodeOperations(traffic, corsage(corsageOptions("one")));
    case "nest-express":
      return nodeOperations(traffic, await captureNestHook("express"));
    case "fastify":
      return fastifyOperations(traffic, await captureFastifyHook());
    case "nest-fastify":
      return fastifyOperations(traffic, await captureNestHook("fastify"));
  }
}

async function captureFastifyHook(): Promise<unknown> {
  const { captureCorsageHook } = await import("./micro-fastify.ts");
  return captureCorsageHook();
}

/** Nest is loaded only by who asks for it: it would be most of what there is to count. */
async function captureNestHook(platform: "express" | "fastify"): Promise<unknown> {
  const { captureHook } = await import("./micro-nest.ts");
  return captureHook(platform);
}

function nodeOperations(traffic: Traffic, ours: unknown): HookOperations {
  const head = { ...TYPE, ...BYTES[traffic] };
  const answer = ({ request, response }: Exchange): void => {
    if (request.method === "OPTIONS") response.writeHead(204).end();
    else response.writeHead(200, TYPE);
  };
  const behind =
    (middleware: Middleware) =>
    (exchange: Exchange): void => {
      middleware(exchange.request, exchange.response, () => answer(exchange));
    };
  return operationsOf(traffic, {
    bare: answer,
    bytes: ({ request, response }) => {
      if (request.method === "OPTIONS") response.writeHead(204, BYTES[traffic]).end();
      else response.writeHead(200, head);
    },
    floor: behind(asMiddleware(floorMiddleware(traffic))),
    peer: behind(asMiddleware(cors(peerOptions("one")))),
    corsage: behind(asMiddleware(ours)),
  });
}

async function fastifyOperations(traffic: Traffic, ours: unknown): Promise<HookOperations> {
  const { asFastifyHook, captureHook, capturePeerHook } = await import("./micro-fastify.ts");
  const floor = await captureHook((app) => addFloorHook(app, traffic));
  const peer = await capturePeerHook();
  const answer = ({ request, reply }: Exchange): void => {
    if (request.method === "OPTIONS") reply.code(204).send();
    else reply.header("content-type", "application/json").header("content-length", "51").send();
  };
  const behind =
    (hook: FastifyHook) =>
    (exchange: Exchange): void => {
      hook(exchange.fastifyRequest, exchange.reply, () => answer(exchange));
    };
  return operationsOf(traffic, {
    bare: answer,
    bytes: (exchange) => {
      const lines = BYTES[traffic];
      for (const name in lines) exchange.reply.header(name, lines[name] ?? "");
      answer(exchange);
    },
    floor: behind(asFastifyHook(floor)),
    peer: behind(asFastifyHook(peer)),
    corsage: behind(asFastifyHook(ours)),
  });
}

function operationsOf(
  traffic: Traffic,
  runs: Readonly<Record<HookVariant, (exchange: Exchange) => unknown>>,
): HookOperations {
  const of = (variant: HookVariant): Operation<Exchange> => ({
    make: () => exchangeOf(traffic),
    run: runs[variant],
    batch: BATCH,
  });
  return {
    bare: of("bare"),
    bytes: of("bytes"),
    floor: of("floor"),
    peer: of("peer"),
    corsage: of("corsage"),
  };
}

function exchangeOf(traffic: Traffic): Exchange {
  const request = new FakeRequest(traffic);
  const response = createResponse(request);
  return {
    request,
    response,
    fastifyRequest: new FakeFastifyRequest(request),
    reply: new FakeReply(response),
  };
}

function asMiddleware(value: unknown): Middleware {
  if (!isMiddleware(value)) throw new TypeError("no middleware");
  return value;
}

function isMiddleware(value: unknown): value is Middleware {
  return typeof value === "function";
}
