import type { Host } from "./host.ts";
import { expressCorsPeer } from "./peers/express-cors.ts";
import { fastifyCorsPeer } from "./peers/fastify-cors.ts";
import { nestExpressPeer, nestFastifyPeer } from "./peers/nest-enable-cors.ts";

/** What people use today, run through the same rows. */
export const peers: readonly Host[] = [
  fastifyCorsPeer,
  expressCorsPeer,
  nestFastifyPeer,
  nestExpressPeer,
];
