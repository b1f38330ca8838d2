// One server, as its own process: tells its port, then its CPU time or its memory whenever it is asked.
import type { Server } from "node:http";
import {
  type Contestant,
  FRAMEWORKS,
  POLICIES,
  SOAKED_POLICIES,
  TRAFFIC,
  VARIANTS,
} from "./matrix.ts";
import { portOf } from "./port.ts";

function argument<T extends string>(position: number, known: readonly T[]): T {
  const found = known.find((name) => name === process.argv[position]);
  if (found === undefined)
    throw new Error(`argument ${position - 1} is none of ${known.join(", ")}`);
  return found;
}

const framework = argument(2, FRAMEWORKS);
const contestant: Contestant = {
  variant: argument(3, VARIANTS),
  policy: argument(4, [...POLICIES, ...SOAKED_POLICIES]),
  traffic: argument(5, TRAFFIC),
};

async function createServerFor(): Promise<Server> {
  // Loaded one by one: a server must not pay for the others' code.
  switch (framework) {
    case "node":
      return (await import("./servers/node-server.ts")).createNodeServer(contestant);
    case "express":
      return (await import("./servers/express-server.ts")).createExpressServer(contestant);
    case "fastify":
      return (await import("./servers/fastify-server.ts")).createFastifyServer(contestant);
    case "nest-express":
      return (await import("./servers/nest-server.ts")).createNestServer("express", contestant);
    case "nest-fastify":
      return (await import("./servers/nest-server.ts")).createNestServer("fastify", contestant);
    case "hono":
      return (await import("./servers/hono-server.ts")).createHonoServer(contestant);
  }
}

function cpuSoFar(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** Needs --expose-gc. */
function heapAfterCollection(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

const server = await createServerFor();
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => process.send?.(portOf(server)));
process.on("message", (asked) => {
  process.send?.(asked === "heap" ? heapAfterCollection() : cpuSoFar());
});
process.on("disconnect", () => process.exit());
