import { corsPlugin, type RouteCors } from "@corsage/fastify";
import Fastify, { type FastifyInstance, type FastifyServerOptions } from "fastify";
import { expect, test } from "vitest";
import { APP, preflight, send, withServer } from "./wire.ts";

/** A policy that is told apart by its `maxAge`. */
function marked(maxAge: number): RouteCors {
  return { origin: [APP], maxAge };
}

const handler = async (): Promise<string> => "ran";

interface Row {
  readonly title: string;
  readonly method?: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly options?: FastifyServerOptions;
  /** Which policy decides, by its `maxAge`: 1 is the one expected to win over 2; 7200 is the application's. */
  readonly expected?: number;
  declare(app: FastifyInstance): void;
}

const rows: readonly Row[] = [
  {
    title: "a literal before a parameter",
    url: "/users/me",
    declare(app) {
      app.get("/users/:id", { cors: marked(2) }, handler);
      app.get("/users/me", { cors: marked(1) }, handler);
    },
  },
  {
    title: "the route of the method that is asked for",
    method: "POST",
    url: "/users/me",
    declare(app) {
      app.get("/users/me", { cors: marked(2) }, handler);
      app.post("/users/*", { cors: marked(1) }, handler);
    },
  },
  {
    title: "several parameters in one segment",
    url: "/at/10-20",
    declare(app) {
      app.get("/at/:x-:y", { cors: marked(1) }, handler);
      app.get("/at/*", { cors: marked(2) }, handler);
    },
  },
  {
    title: "a regular expression that matches",
    url: "/n/12",
    declare(app) {
      app.get("/n/:id(^\\d+$)", { cors: marked(1) }, handler);
      app.get("/n/*", { cors: marked(2) }, handler);
    },
  },
  {
    title: "a regular expression that does not",
    url: "/n/twelve",
    declare(app) {
      app.get("/n/:id(^\\d+$)", { cors: marked(2) }, handler);
      app.get("/n/*", { cors: marked(1) }, handler);
    },
  },
  {
    title: "an optional parameter that is left out",
    url: "/opt",
    declare: (app) => app.get("/opt/:id?", { cors: marked(1) }, handler),
  },
  {
    title: "an optional parameter that is there",
    url: "/opt/7",
    declare: (app) => app.get("/opt/:id?", { cors: marked(1) }, handler),
  },
  {
    title: "HEAD under the policy of GET",
    method: "HEAD",
    url: "/",
    declare: (app) => app.get("/", { cors: marked(1) }, handler),
  },
  {
    title: "a HEAD route of its own",
    method: "HEAD",
    url: "/",
    declare(app) {
      app.head("/", { cors: marked(1) }, handler);
      app.get("/", { cors: marked(2) }, handler);
    },
  },
  {
    title: "a method of the application's own",
    method: "PURGE",
    url: "/",
    declare(app) {
      app.addHttpMethod("PURGE");
      app.route({ method: "PURGE", url: "/", cors: marked(1), handler });
    },
  },
  {
    title: "a host constraint",
    url: "/",
    headers: { host: "admin.example.com" },
    declare(app) {
      app.get("/", { cors: marked(2) }, handler);
      app.get("/", { constraints: { host: "admin.example.com" }, cors: marked(1) }, handler);
    },
  },
  {
    title: "a version that will be sent",
    url: "/",
    headers: { "access-control-request-headers": "accept-version,content-type" },
    declare(app) {
      app.get("/", { cors: marked(2) }, handler);
      app.get("/", { constraints: { version: "1.0.0" }, cors: marked(1) }, handler);
      app.get("/", { constraints: { version: "2.0.0" }, cors: marked(1) }, handler);
    },
  },
  {
    title: "a version that will not be sent",
    url: "/",
    declare(app) {
      app.get("/", { cors: marked(1) }, handler);
      app.get("/", { constraints: { version: "1.0.0" }, cors: marked(2) }, handler);
    },
  },
  {
    title: "the root of a prefix",
    url: "/pre",
    declare: (app) =>
      void app.register(async (scope) => void scope.get("/", { cors: marked(1) }, handler), {
        prefix: "/pre",
      }),
  },
  {
    title: "the root of a prefix with a slash",
    url: "/pre/",
    declare: (app) =>
      void app.register(async (scope) => void scope.get("/", { cors: marked(1) }, handler), {
        prefix: "/pre",
      }),
  },
  {
    title: "the empty path of a prefix, which has no slash",
    url: "/pre/",
    expected: 7200,
    declare: (app) =>
      void app.register(async (scope) => void scope.get("", { cors: marked(2) }, handler), {
        prefix: "/pre",
      }),
  },
  {
    title: "a slash that the router ignores",
    url: "/a/",
    options: { routerOptions: { ignoreTrailingSlash: true } },
    declare: (app) => app.get("/a", { cors: marked(1) }, handler),
  },
  {
    title: "two slashes that the router takes for one",
    url: "/a//b",
    options: { routerOptions: { ignoreDuplicateSlashes: true } },
    declare: (app) => app.get("/a/b", { cors: marked(1) }, handler),
  },
  {
    title: "a path in another case",
    url: "/A",
    options: { routerOptions: { caseSensitive: false } },
    declare: (app) => app.get("/a", { cors: marked(1) }, handler),
  },
  {
    title: "a query string",
    url: "/a?next=/b",
    declare: (app) => app.get("/a", { cors: marked(1) }, handler),
  },
  {
    title: "a parameter longer than the router takes",
    url: `/a/${"x".repeat(90)}`,
    options: { routerOptions: { maxParamLength: 100 } },
    declare: (app) => app.get("/a/:id", { cors: marked(1) }, handler),
  },
  {
    title: "a rewritten URL",
    url: "/old",
    options: { rewriteUrl: ({ url = "/" }) => (url === "/old" ? "/new" : url) },
    declare(app) {
      app.get("/old", { cors: marked(2) }, handler);
      app.get("/new", { cors: marked(1) }, handler);
    },
  },
  {
    title: "a lower-case method, which is another method",
    method: "patch",
    url: "/",
    expected: 7200,
    declare: (app) => app.patch("/", { cors: marked(2) }, handler),
  },
  {
    title: "an application's own OPTIONS route for everything",
    method: "PUT",
    url: "/a",
    declare(app) {
      app.options("*", handler);
      app.put("/a", { cors: marked(1) }, handler);
    },
  },
];

test.each(rows)("$title decides the policy of a preflight", async (row) => {
  const { method = "GET", url, headers = {}, options = {}, expected = 1, declare } = row;
  const app = Fastify(options);
  app.register(corsPlugin, { origin: [APP] });
  declare(app);
  await withServer(app, async (port) => {
    const answer = await preflight(port, url, method, headers);
    expect(answer.status).toBe(204);
    expect(answer.cors).toContain(`access-control-max-age: ${expected}`);
  });
});

const others = [
  { title: "OPTIONS without Origin", headers: { "access-control-request-method": "PUT" } },
  { title: "OPTIONS without a requested method", headers: { origin: APP } },
  {
    title: "OPTIONS with an empty Origin",
    headers: { origin: "", "access-control-request-method": "PUT" },
  },
  {
    title: "OPTIONS with an empty requested method",
    headers: { origin: APP, "access-control-request-method": "" },
  },
];

test.each(others)("$title belongs to the application", async ({ headers }) => {
  const app = Fastify();
  app.register(corsPlugin, { origin: [APP] });
  app.options("*", async () => "mine");
  await withServer(app, async (port) => {
    const answer = await send(port, { method: "OPTIONS", url: "/a", headers: { ...headers } });
    expect([answer.status, answer.body]).toEqual([200, "mine"]);
  });
});

const ambiguous = [
  {
    title: "two versions of one route",
    declare(app: FastifyInstance): void {
      app.get("/a", { constraints: { version: "1.0.0" }, cors: marked(1) }, handler);
      app.get("/a", { constraints: { version: "2.0.0" }, cors: marked(2) }, handler);
    },
    names: ["GET /a (version 1.0.0)", "GET /a (version 2.0.0)"],
  },
  {
    title: "a constraint of the application's own beside none",
    declare(app: FastifyInstance): void {
      app.get("/a", { cors: marked(1) }, handler);
      app.get("/a", { constraints: { tenant: "north" }, cors: marked(2) }, handler);
    },
    names: ["GET /a", "GET /a (tenant north)"],
  },
  {
    title: "a constrained route before a wildcard that takes what is left",
    declare(app: FastifyInstance): void {
      app.get("/a/:id", { constraints: { tenant: "north" }, cors: marked(1) }, handler);
      app.get("/a/*", { cors: marked(2) }, handler);
    },
    names: ["GET /a/:id (tenant north)", "GET /a/*"],
  },
];

function createTenantApplication(): FastifyInstance {
  const app = Fastify();
  app.addConstraintStrategy({
    name: "tenant",
    storage() {
      const handlers = new Map();
      return {
        get: (value: unknown) => handlers.get(value) ?? null,
        set: (value: unknown, route: unknown) => void handlers.set(value, route),
      };
    },
    validate: () => {},
    deriveConstraint: ({ headers }) => headers["x-tenant"],
  });
  app.register(corsPlugin, { origin: [APP] });
  return app;
}

test.each(ambiguous)(
  "$title under different policies stops start-up and names both",
  async (row) => {
    const app = createTenantApplication();
    row.declare(app);
    const [first = "", second = ""] = row.names;
    await expect(app.ready()).rejects.toThrow(`cannot tell ${first} from ${second}:`);
  },
);

test("what a preflight cannot tell apart may share a policy", async () => {
  const app = createTenantApplication();
  app.get("/a", { cors: marked(1) }, handler);
  app.get("/a", { constraints: { tenant: "north" }, cors: marked(1) }, handler);
  await withServer(app, async (port) => {
    expect((await preflight(port, "/a", "GET")).cors).toContain("access-control-max-age: 1");
  });
});
