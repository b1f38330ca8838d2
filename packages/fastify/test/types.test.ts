import corsDefault, {
  corsPlugin,
  type CorsHandle,
  type Decision,
  definePolicy,
  type RouteCors,
} from "@corsage/fastify";
import type { Http2Server, Http2ServerRequest } from "node:http2";
import peer from "@fastify/cors";
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import Fastify from "fastify";
import { Type } from "typebox";
import { expect, expectTypeOf, test } from "vitest";

// The compiler is what is tested: a line that compiles against expectation fails `tsc -p`. Nothing here is registered.
const compileOnly = (): void => {
  const app = Fastify();
  const handler = async (): Promise<string> => "x";

  app.register(corsPlugin, { origin: ["https://app.example.com"], credentials: true });
  app.register(corsDefault, { origin: "*" });
  app.register(corsPlugin, { policy: false, policies: { partners: { origin: "*" } } });
  app.register(corsPlugin, { policy: definePolicy({ origin: "*" }), prefix: "/x" });
  app.register(async (scope) => scope.register(corsPlugin, { policy: "partners" }));
  // @ts-expect-error -- a wildcard with credentials
  app.register(corsPlugin, { origin: "*", credentials: true });
  // @ts-expect-error -- any origin at all
  app.register(corsPlugin, { origin: true });
  // @ts-expect-error -- a slip
  app.register(corsPlugin, { orgin: ["https://app.example.com"] });
  // @ts-expect-error -- no origin
  app.register(corsPlugin, { credentials: true });
  // @ts-expect-error -- an option of another library
  app.register(corsPlugin, { origin: "*", preflightContinue: true });

  app.get("/", { cors: { origin: "*" } }, handler);
  app.get("/", { cors: false }, handler);
  app.get("/", { cors: "skip" }, handler);
  app.get("/", { cors: "partners" }, handler);
  app.get("/", { cors: definePolicy({ origin: "*" }) }, handler);
  app.get("/", { cors: { policy: "partners", enforce: "off" } }, handler);
  app.get(
    "/",
    { config: { cors: { origin: ["https://b.example.com"], credentials: true } } },
    handler,
  );
  app.route({ method: "POST", url: "/", cors: { origin: "*" }, handler });
  // @ts-expect-error -- a wildcard with credentials
  app.get("/", { cors: { origin: "*", credentials: true } }, handler);
  // @ts-expect-error -- any origin at all
  app.get("/", { cors: true }, handler);
  // @ts-expect-error -- any origin at all
  app.get("/", { cors: { origin: true } }, handler);
  // @ts-expect-error -- a slip
  app.get("/", { cors: { orgin: [] } }, handler);
  // @ts-expect-error -- a wildcard with credentials
  app.route({ method: "POST", url: "/", cors: { origin: "*", credentials: true }, handler });

  const typed = Fastify().withTypeProvider<TypeBoxTypeProvider>();
  const schema = { querystring: Type.Object({ page: Type.Number() }) };
  typed.get("/", { schema, cors: "partners" }, async ({ query, cors }) => {
    expectTypeOf(query.page).toEqualTypeOf<number>();
    expectTypeOf(cors).toEqualTypeOf<Decision>();
  });

  const http2 = Fastify({ http2: true });
  http2.register(corsPlugin, { origin: ["https://app.example.com"] });
  http2.get("/", { cors: false }, handler);

  // Beside the plugin it replaces, while moving over.
  app.register(peer, { origin: true });

  Fastify({ frameworkErrors: corsPlugin.frameworkErrors() });
  Fastify({ http2: true, frameworkErrors: corsPlugin.frameworkErrors() });
  Fastify({
    http2: true,
    frameworkErrors: corsPlugin.frameworkErrors<Http2Server>((_, request, reply) => {
      expectTypeOf(request.raw).toEqualTypeOf<Http2ServerRequest>();
      void reply.send();
    }),
  });
  const secure = { http2: true, https: {} } as const;
  Fastify({ ...secure, frameworkErrors: corsPlugin.frameworkErrors() });
  Fastify({ frameworkErrors: corsPlugin.frameworkErrors((_, __, reply) => void reply.send()) });
  expectTypeOf(app.cors).toEqualTypeOf<CorsHandle>();
  app.cors.replace({ origin: "*" });
  // @ts-expect-error -- a wildcard with credentials
  app.cors.replace({ origin: "*", credentials: true });
  expectTypeOf<RouteCors>().not.toBeAny();
};

test("the types are checked by the compiler", () => {
  expect(typeof compileOnly).toBe("function");
});
