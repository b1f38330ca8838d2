import type { FastifyInstance } from "fastify";
import { Application } from "./application.ts";

/**
 * Takes the first place in line in an application: call it right after `Fastify()`. For programs that forbid imports
 * with effects; `import "@corsage/fastify"` does it for every application.
 */
export function attachCors(app: FastifyInstance): void {
  Application.attach(app);
}
