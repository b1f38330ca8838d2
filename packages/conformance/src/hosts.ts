import type { Host } from "./host.ts";
import { bare } from "./hosts/bare.ts";
import { express4Host, express5Host } from "./hosts/express.ts";
import { fastify } from "./hosts/fastify.ts";
import { nestOnExpress, nestOnFastify } from "./hosts/nest.ts";
import { node } from "./hosts/node.ts";

/** Every host that must pass every row. */
export const hosts: readonly Host[] = [
  bare,
  node,
  express4Host,
  express5Host,
  fastify,
  nestOnExpress,
  nestOnFastify,
];
