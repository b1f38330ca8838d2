import type { Host } from "../host.ts";
import { createModule, startOnExpress, startOnFastify } from "../hosts/nest.ts";
import { peerOptions } from "./peer-policy.ts";

/** `app.enableCors()` on both platforms: `cors` on one, `@fastify/cors` on the other. */
export const nestExpressPeer: Host = {
  name: "enableCors on Express",
  offers: new Set(),
  redirectsVaryBy: "Accept",
  start: (assignment) =>
    startOnExpress(createModule(assignment, []), (application) => {
      application.enableCors(peerOptions(assignment.app.cors));
    }),
};

export const nestFastifyPeer: Host = {
  name: "enableCors on Fastify",
  offers: new Set(),
  start: (assignment) =>
    startOnFastify(createModule(assignment, []), (application) => {
      application.enableCors(peerOptions(assignment.app.cors));
    }),
};
