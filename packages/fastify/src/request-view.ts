import { RequestView } from "@corsage/host";
import type { FastifyRequest } from "fastify";

/** A Fastify request as core reads it: `host` as Fastify sees it, which knows whether a proxy is trusted. */
export class FastifyRequestView extends RequestView {
  readonly #request: FastifyRequest;

  constructor(request: FastifyRequest, selfOrigins: ReadonlySet<string> | undefined) {
    super(request.raw, selfOrigins);
    this.#request = request;
  }

  override get host(): string {
    return this.#request.host;
  }
}
