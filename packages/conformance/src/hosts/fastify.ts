import { corsPlugin } from "@corsage/fastify";
import { createApplication, startFastify } from "../fastify-application.ts";
import type { Host } from "../host.ts";

/** Fastify with the plugin. */
export const fastify: Host = {
  name: "Fastify",
  offers: new Set(["route-policies", "knows-routes"]),
  async start(assignment) {
    const application = createApplication();
    application.register(corsPlugin, assignment.app.cors);
    return startFastify(application, assignment, ({ cors }) =>
      cors === undefined ? {} : { cors },
    );
  },
};
