import { subscribe } from "node:diagnostics_channel";
import type { FastifyInstance } from "fastify";
import { Application } from "./application.ts";

// On the global object, because there may be two copies of this module: CommonJS and ESM graphs, test isolation,
// two versions. The first one reserves for all.
const RESERVED: unique symbol = Symbol.for("corsage.fastify.reserved");

interface ReservedGlobal {
  [RESERVED]?: true;
}

/**
 * From now on, every Fastify application is attached to when it is created, before anybody can add a hook. It changes
 * nothing for an application that never registers the plugin.
 */
function reserve(): void {
  const root: typeof globalThis & ReservedGlobal = globalThis;
  if (root[RESERVED] === true) return;
  root[RESERVED] = true;
  subscribe("fastify.initialization", (message) => {
    if (isInitialization(message)) Application.attach(message.fastify);
  });
}

function isInitialization(message: unknown): message is { fastify: FastifyInstance } {
  return typeof message === "object" && message !== null && "fastify" in message;
}

reserve();
