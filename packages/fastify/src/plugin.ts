import type { CorsOptions } from "@corsage/core";
import type { FastifyPluginCallback } from "fastify";
import fastifyPlugin from "fastify-plugin";
import { Application } from "./application.ts";
import { type FrameworkErrorHandler, frameworkErrors } from "./framework-errors.ts";

const register: FastifyPluginCallback<CorsOptions> = (instance, options, done) => {
  Application.attachLate(instance).register(instance, options);
  done();
};

/** The plugin, and what can only be said when Fastify is created. */
export interface CorsPlugin extends FastifyPluginCallback<CorsOptions> {
  frameworkErrors(handler?: FrameworkErrorHandler): FrameworkErrorHandler;
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
