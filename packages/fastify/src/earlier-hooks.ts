import type { FastifyInstance } from "fastify";

/**
 * The names of `onRequest` hooks that already stand in line. A look at Fastify's internals, read-only and for a
 * warning alone: where they are not as expected, none are found.
 */
export function earlierHooks(instance: FastifyInstance): readonly string[] {
  const symbol = Object.getOwnPropertySymbols(instance).find(
    ({ description }) => description === "fastify.hooks",
  );
  if (symbol === undefined) return [];
  const hooks: unknown = Reflect.get(instance, symbol);
  if (typeof hooks !== "object" || hooks === null || !("onRequest" in hooks)) return [];
  const { onRequest } = hooks;
  if (!Array.isArray(onRequest)) return [];
  return onRequest.map((hook: unknown) =>
    typeof hook === "function" && hook.name !== "" ? hook.name : "anonymous",
  );
}

/** How many routes were declared already. */
export function countRoutes(instance: FastifyInstance): number {
  const printed = instance.printRoutes({ commonPrefix: false });
  return printed.split("\n").filter((line) => line.endsWith(")")).length;
}
