import type { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";

export function photoRoutes(app: FastifyInstance): void {
  app.register(async (scope) => {
    // The bytes stay a stream: a photo is counted as it arrives, not collected in memory.
    scope.addContentTypeParser("image/png", (_request, payload, done) => done(null, payload));
    scope.post<{ Body: Readable }>("/photos", async (request, reply) => {
      let bytes = 0;
      for await (const chunk of request.body) bytes += Buffer.byteLength(chunk);
      return reply.code(201).send({ bytes });
    });
  });
}
