import type { CorsOptions } from "@corsage/core";
import type { FastifyPluginAsync } from "fastify";
import fastifyPlugin from "fastify-plugin";
import { Application } from "./application.ts";
import { frameworkErrors } from "./framework-errors.ts";

// Async, because Fastify lets what a plugin with a callback throws crash the process.
const register: FastifyPluginAsync<CorsOptions> = async (instance, options) => {
  Application.attachLate(instance).register(instance, options);
};

/** The plugin, and what can only be said when Fastify is created. */
export interface CorsPlugin extends FastifyPluginAsync<CorsOptions> {
  frameworkErrors: typeof frameworkErrors;
}

/**
 * CORS for a Fastify application, or for the scope it is registered in: the nearest registration applies whole.
 *
 * ```ts
 * app.register(corsPlugin, { origin: ["https://app.example.com"], credentials: true });
 * ```
 *
 * @throws PolicyError at start-up, with every fault in the options.
 */
export const corsPlugin: CorsPlugin = Object.assign(
  fastifyPlugin(register, { name: "@corsage/fastify", fastify: ">=5" }),
  { frameworkErrors },
);
