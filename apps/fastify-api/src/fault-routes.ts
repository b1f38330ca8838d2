import type { FastifyInstance } from "fastify";

export function faultRoutes(app: FastifyInstance): void {
  app.get("/wilted", () => {
    throw new Error("The flowers wilted.");
  });
}
