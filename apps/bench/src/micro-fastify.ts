import { attachCors, corsPlugin } from "@corsage/fastify/manual";
import fastifyCors from "@fastify/cors";
import Fastify, { type FastifyInstance } from "fastify";
import type { FakeFastifyRequest, FakeReply } from "./micro-exchange.ts";
import { corsageOptions, peerOptions } from "./policies.ts";

export type FastifyHook = (
  request: FakeFastifyRequest,
  reply: FakeReply,
  done: () => void,
) => unknown;

/** @throws TypeError if a plugin added none. */
export function asFastifyHook(value: unknown): FastifyHook {
  if (!isFastifyHook(value)) throw new TypeError("no hook was added");
  return value;
}

function isFastifyHook(value: unknown): value is FastifyHook {
  return typeof value === "function";
}

export function captureCorsageHook(): Promise<unknown> {
  return captureHook((app) => {
    attachCors(app);
    return app.register(corsPlugin, corsageOptions("one"));
  });
}

export function capturePeerHook(): Promise<unknown> {
  return captureHook((app) => app.register(fastifyCors, peerOptions("one")));
}

/** The `onRequest` hook that a plugin adds to an application, without the application around it. */
export async function captureHook(register: (app: FastifyInstance) => unknown): Promise<unknown> {
  const app = Fastify();
  const hooks: unknown[] = [];
  const addHook = app.addHook.bind(app);
  app.addHook = new Proxy(addHook, {
    apply(target, self, [name, hook]: [string, unknown]) {
      if (name === "onRequest") hooks.push(hook);
      return Reflect.apply(target, self, [name, hook]);
    },
  });
  await register(app);
  app.get("/orders", () => "");
  await app.ready();
  const [hook] = hooks;
  return typeof hook === "function" ? hook.bind(app) : hook;
}
