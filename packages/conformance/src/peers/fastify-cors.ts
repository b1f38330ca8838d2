import fastifyCors from "@fastify/cors";
import type { Host } from "../host.ts";
import { createApplication, startFastify } from "../fastify-application.ts";
import { peerOptions, peerRouteOptions } from "./peer-policy.ts";

/** Fastify with its own plugin. */
export const fastifyCorsPeer: Host = {
  name: "@fastify/cors",
  offers: new Set(["route-policies", "knows-routes"]),
  async start(assignment) {
    const application = createApplication();
    await application.register(fastifyCors, peerOptions(assignment.app.cors));
    return startFastify(application, assignment, ({ cors }) => {
      const own = peerRouteOptions(cors, assignment.app.cors);
      // Not typed as a configuration: what `cors` may be there is for the package to say that the types belong to.
      const config: object = own === undefined ? {} : { cors: own };
      return { config };
    });
  },
};
