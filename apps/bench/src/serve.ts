// One server, as its own process: tells its port, then its CPU time whenever it is asked.
import type { Server } from "node:http";
import { FRAMEWORKS, POLICIES, VARIANTS } from "./matrix.ts";
import { portOf } from "./port.ts";

function argument<T extends string>(position: number, known: readonly T[]): T {
  const found = known.find((name) => name === process.argv[position]);
  if (found === undefined)
    throw new Error(`argument ${position - 1} is none of ${known.join(", ")}`);
  return found;
}

const framework = argument(2, FRAMEWORKS);
const variant = argument(3, VARIANTS);
const policy = argument(4, POLICIES);

async function createServerFor(): Promise<Server> {
  // Loaded one by one: a server must not pay for the others' code.
  switch (framework) {
    case "node":
      return (await import("./servers/node-server.ts")).createNodeServer(variant, policy);
    case "express":
      return (await import("./servers/express-server.ts")).createExpressServer(variant, policy);
    case "fastify":
      return (await import("./servers/fastify-server.ts")).createFastifyServer(variant, policy);
    case "nest-express":
      return (await import("./servers/nest-server.ts")).createNestServer(
        "express",
        variant,
        policy,
      );
    case "nest-fastify":
      return (await import("./servers/nest-server.ts")).createNestServer(
        "fastify",
        variant,
        policy,
      );
    case "hono":
      return (await import("./servers/hono-server.ts")).createHonoServer(variant);
  }
}

const server = await createServerFor();
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => process.send?.(portOf(server)));
process.on("message", () => {
  const { user, system } = process.cpuUsage();
  process.send?.(user + system);
});
process.on("disconnect", () => process.exit());
