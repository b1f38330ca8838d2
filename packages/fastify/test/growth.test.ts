import { corsPlugin, type RouteCors } from "../src/index.ts";
import Fastify, { type FastifyInstance } from "fastify";
import { afterEach, expect, test, vi } from "vitest";
import { RouteRouter } from "../src/route-router.ts";

const ORIGIN = "https://app.example.com";

const APPLICATIONS = [
  { title: "one route", routes: 1, methods: ["GET"], policies: 1 },
  { title: "a thousand routes", routes: 1000, methods: ["GET"], policies: 1 },
  { title: "a policy for each of many routes", routes: 300, methods: ["GET"], policies: 300 },
  {
    title: "routes of every method",
    routes: 100,
    methods: ["GET", "POST", "PUT", "PATCH", "DELETE"],
    policies: 1,
  },
] as const;

type Described = (typeof APPLICATIONS)[number];

async function createApplication({
  routes,
  methods,
  policies,
}: Described): Promise<FastifyInstance> {
  const app = Fastify();
  await app.register(corsPlugin, { origin: [ORIGIN] });
  const own = Array.from({ length: policies }, (_, index): RouteCors => ({
    origin: [ORIGIN],
    maxAge: index + 1,
  }));
  for (let index = 0; index < routes; index += 1) {
    const cors = policies === 1 ? undefined : own[index];
    for (const method of methods) {
      app.route({ method, url: `/items${index}/:id`, ...(cors && { cors }), handler: () => "" });
    }
  }
  await app.ready();
  return app;
}

afterEach(() => vi.restoreAllMocks());

// What grows with the number of routes is the look into a router alone; so the looks are counted, which needs no clock.
test.each(APPLICATIONS)(
  "a preflight looks into the router once, a request never: $title",
  async (described) => {
    const app = await createApplication(described);
    await using _ = { [Symbol.asyncDispose]: () => app.close() };
    const looks = vi.spyOn(RouteRouter.prototype, "find");
    for (let index = 0; index < described.routes; index += 1) {
      const url = `/items${index}/7`;
      const last = described.methods.at(-1) ?? "";
      // oxlint-disable-next-line no-await-in-loop -- counted one by one
      const answer = await app.inject({
        method: "OPTIONS",
        url,
        headers: { origin: ORIGIN, "access-control-request-method": last },
      });
      expect(answer.headers["access-control-allow-origin"]).toBe(ORIGIN);
      expect(looks.mock.calls).toHaveLength(1);
      looks.mockClear();
      // oxlint-disable-next-line no-await-in-loop -- counted one by one
      await app.inject({ method: last, url, headers: { origin: ORIGIN } });
      expect(looks.mock.calls).toHaveLength(0);
    }
  },
);
