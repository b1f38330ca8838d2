import { LazyModuleLoader } from "@nestjs/core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { CorsModule } from "../src/index.ts";
import { PLATFORMS, type Platform, type RunningApplication, start } from "./platforms.ts";
import { createSampleModule, LazyModule, SAMPLE_OPTIONS } from "./sample-application.ts";
import { ran } from "./sample-controllers.ts";
import { ADMIN, APP, EVIL, HIDDEN, PARTNER, READ } from "./sample-policies.ts";
import { type Asked, preflight } from "./wire.ts";

interface Row {
  readonly title: string;
  readonly asked: Asked;
  readonly status: number;
  readonly cors: Readonly<Record<string, string>>;
  /** Everything that ran, in order. */
  readonly ran?: readonly string[];
  /** What the platform itself varies by. */
  readonly alsoVaries?: { readonly [platform in Platform]?: string };
}

function from(origin: string, path: string, asked: Asked = {}): Asked {
  return { ...asked, path, headers: { ...asked.headers, origin } };
}

const ALLOWED_HEADERS = {
  module: { "access-control-allow-headers": "content-type, authorization, x-api-version" },
  partners: { "access-control-allow-headers": "content-type, x-api-version" },
  plain: { "access-control-allow-headers": "content-type" },
};
const SIX = "GET, HEAD, POST, PUT, PATCH, DELETE";

/** A granted preflight's headers: what the policy lets read, its methods, its headers. */
function granted(
  read: Readonly<Record<string, string>>,
  methods: string,
  headers: Readonly<Record<string, string>>,
  maxAge = "7200",
): Readonly<Record<string, string>> {
  return {
    ...read,
    "access-control-allow-methods": methods,
    ...headers,
    "access-control-max-age": maxAge,
  };
}

const underModule = (methods: string): Readonly<Record<string, string>> =>
  granted(READ.module, methods, ALLOWED_HEADERS.module, "600");
const underPartners = (methods: string): Readonly<Record<string, string>> =>
  granted(READ.partners, methods, ALLOWED_HEADERS.partners);
const UNDER_PUBLIC = granted(READ.public, "GET, HEAD", ALLOWED_HEADERS.plain);
const UNDER_ADMINS = granted(READ.admins, "DELETE", ALLOWED_HEADERS.plain);

const PREFLIGHTS: readonly Omit<Row, "ran">[] = [
  {
    title: "the handler's policy",
    asked: preflight(ADMIN, "DELETE", "/cats/1"),
    status: 204,
    cors: UNDER_ADMINS,
  },
  {
    title: "not the class's, where the handler has its own",
    asked: preflight(APP, "DELETE", "/cats/1"),
    status: 403,
    cors: HIDDEN,
  },
  {
    title: "GET /cats/me and POST /cats/:id are different targets of one URL",
    asked: preflight(APP, "POST", "/cats/me", "content-type"),
    status: 204,
    cors: underModule("POST"),
  },
  {
    title: "a literal before a parameter",
    asked: preflight(EVIL, "GET", "/cats/me"),
    status: 204,
    cors: UNDER_PUBLIC,
  },
  {
    title: "the class's policy, by name",
    asked: preflight(PARTNER, "GET", "/cats/42"),
    status: 204,
    cors: underPartners("GET, HEAD"),
  },
  { title: "@NoCors", asked: preflight(APP, "PUT", "/cats/1"), status: 403, cors: HIDDEN },
  {
    title: "@Cors() is the module's again",
    asked: preflight(APP, "PATCH", "/cats/again/module"),
    status: 204,
    cors: underModule("PATCH"),
  },
  {
    title: "another enforcement, the same policy",
    asked: preflight(PARTNER, "POST", "/cats/from/idp"),
    status: 204,
    cors: underPartners("POST"),
  },
  {
    title: "the module's policy",
    asked: preflight(APP, "DELETE", "/plain/1"),
    status: 204,
    cors: underModule("DELETE"),
  },
  {
    title: "HEAD is answered by the GET handler",
    asked: preflight(APP, "HEAD", "/plain", "authorization"),
    status: 204,
    cors: underModule("GET, HEAD, POST"),
  },
  {
    title: "@All",
    asked: preflight(PARTNER, "GET", "/plain/deep/all"),
    status: 204,
    cors: underPartners(`${SIX}, OPTIONS`), // some handler here serves OPTIONS, so the method is known
  },
  {
    title: "a wildcard",
    asked: preflight(EVIL, "GET", "/plain/files/a/b.c"),
    status: 204,
    cors: UNDER_PUBLIC,
  },
  {
    title: "one of several paths",
    asked: preflight(PARTNER, "GET", "/plain/alias2"),
    status: 204,
    cors: underPartners("GET, HEAD"),
  },
  {
    title: "RouterModule, with a parameter",
    asked: preflight(ADMIN, "DELETE", "/area/acme/tasks/7"),
    status: 204,
    cors: UNDER_ADMINS,
  },
  {
    title: "a dynamic module's controller",
    asked: preflight(EVIL, "GET", "/dynamic"),
    status: 204,
    cors: UNDER_PUBLIC,
  },
  {
    title: "a request-scoped controller",
    asked: preflight(ADMIN, "DELETE", "/scoped"),
    status: 204,
    cors: UNDER_ADMINS,
  },
  {
    title: "an inherited handler under the first heir's policy",
    asked: preflight(EVIL, "GET", "/heir-one/shared"),
    status: 204,
    cors: UNDER_PUBLIC,
  },
  {
    title: "an inherited handler under the second heir's policy",
    asked: preflight(EVIL, "GET", "/heir-two/shared"),
    status: 403,
    cors: HIDDEN,
  },
  {
    title: "an inherited handler's own policy",
    asked: preflight(ADMIN, "DELETE", "/heir-two/shared"),
    status: 204,
    cors: UNDER_ADMINS,
  },
  {
    title: "a path nobody routed, so that the browser shows the 404",
    asked: preflight(APP, "DELETE", "/nowhere"),
    status: 204,
    cors: { ...underModule(SIX), vary: "Origin, Access-Control-Request-Method" },
  },
  {
    title: "a guarded route",
    asked: preflight(APP, "DELETE", "/secure"),
    status: 204,
    cors: underModule("GET, HEAD, DELETE"),
  },
  {
    title: "a route behind a consumer's middleware",
    asked: preflight(APP, "DELETE", "/behind"),
    status: 204,
    cors: underModule("GET, HEAD, DELETE"),
  },
  {
    title: "a path with a rule",
    asked: preflight(EVIL, "GET", "/graphql"),
    status: 204,
    cors: UNDER_PUBLIC,
  },
];

const ACTUAL: readonly Row[] = [
  {
    title: "success",
    asked: from(APP, "/plain"),
    status: 200,
    cors: READ.module,
    ran: ["main.ts", "guard", "plain.find"],
  },
  { title: "without Origin", asked: { path: "/plain" }, status: 200, cors: HIDDEN },
  {
    title: "another origin reads nothing",
    asked: from(EVIL, "/plain"),
    status: 200,
    cors: HIDDEN,
    ran: ["main.ts", "guard", "plain.find"],
  },
  {
    title: "another origin's write is refused before anything runs",
    asked: from(EVIL, "/plain", { method: "POST" }),
    status: 403,
    cors: HIDDEN,
    ran: [],
  },
  {
    title: "so is one from a sandboxed frame",
    asked: from("null", "/plain", { method: "POST" }),
    status: 403,
    cors: HIDDEN,
    ran: [],
  },
  {
    title: "a write to a request-scoped controller",
    asked: from(EVIL, "/scoped", { method: "DELETE" }),
    status: 403,
    cors: HIDDEN,
    ran: [],
  },
  {
    title: "@NoCors: the write is refused",
    asked: from(APP, "/cats/1", { method: "PUT" }),
    status: 403,
    cors: HIDDEN,
    ran: [],
  },
  {
    title: "@NoCors: without Origin it runs",
    asked: { path: "/cats/1", method: "PUT" },
    status: 200,
    cors: HIDDEN,
    ran: ["main.ts", "guard", "cats.replace"],
  },
  {
    title: "a form post where nothing is enforced",
    asked: from(EVIL, "/cats/from/idp", { method: "POST" }),
    status: 201,
    cors: HIDDEN,
    ran: ["main.ts", "guard", "cats.unenforced"],
  },
  {
    title: "the application's own page, by Sec-Fetch-Site",
    asked: from("http://own.test", "/plain", {
      method: "POST",
      headers: { "sec-fetch-site": "same-origin" },
    }),
    status: 201,
    cors: HIDDEN,
  },
  {
    title: "the application's own page, by Host",
    asked: from("http://own.test", "/plain", { method: "POST", headers: { host: "own.test" } }),
    status: 201,
    cors: HIDDEN,
  },
  { title: "HEAD", asked: from(APP, "/plain", { method: "HEAD" }), status: 200, cors: READ.module },
  {
    title: "OPTIONS that is no preflight reaches @All",
    asked: from(APP, "/plain/all", { method: "OPTIONS" }),
    status: 200,
    cors: READ.module,
    ran: ["main.ts", "guard", "plain.any"],
  },
  {
    title: "@SkipCors: its own header stays",
    asked: from(APP, "/cats/own/answer", { method: "PATCH" }),
    status: 200,
    cors: { "access-control-allow-origin": "https://own.example" },
  },
  {
    title: "@SkipCors: its own preflight",
    asked: preflight(APP, "PATCH", "/cats/own/answer"),
    status: 200,
    cors: { "access-control-allow-origin": "https://own.example" },
    ran: ["main.ts", "guard", "cats.ownOptions"],
  },
  { title: "404", asked: from(APP, "/nowhere"), status: 404, cors: READ.module },
  {
    title: "a method nobody routed",
    asked: from(APP, "/cats", { method: "DELETE" }),
    status: 404,
    cors: READ.module,
  },
  { title: "500", asked: from(APP, "/errors/thrown"), status: 500, cors: READ.module },
  { title: "an HttpException", asked: from(APP, "/errors/http"), status: 409, cors: READ.module },
  {
    title: "an exception filter",
    asked: from(APP, "/errors/filtered"),
    status: 418,
    cors: READ.module,
  },
  { title: "a pipe", asked: from(APP, "/errors/piped/x"), status: 400, cors: READ.module },
  { title: "a route's guard", asked: from(APP, "/errors/guarded"), status: 403, cors: READ.module },
  {
    title: "a global guard that came first",
    asked: from(APP, "/secure"),
    status: 403,
    cors: READ.module,
  },
  {
    title: "a middleware that answers",
    asked: from(APP, "/behind"),
    status: 401,
    cors: READ.module,
  },
  {
    title: "malformed JSON",
    asked: from(APP, "/plain", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{",
    }),
    status: 400,
    cors: READ.module,
  },
  {
    title: "a body too large",
    asked: from(APP, "/plain", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: `"${"a".repeat(1_100_000)}"`,
    }),
    status: 413,
    cors: READ.module,
  },
  { title: "a stream", asked: from(APP, "/answers/stream"), status: 200, cors: READ.module },
  { title: "server-sent events", asked: from(APP, "/answers/sse"), status: 200, cors: READ.module },
  { title: "@Res", asked: from(APP, "/answers/reply"), status: 200, cors: READ.module },
  { title: "a raw writeHead", asked: from(APP, "/answers/raw"), status: 200, cors: READ.module },
  {
    title: "a raw writeHead with a Vary of its own",
    asked: from(APP, "/answers/raw-vary"),
    status: 200,
    cors: { ...READ.module, vary: "Accept-Encoding, Origin" },
  },
  {
    title: "a redirect",
    asked: from(APP, "/answers/redirect"),
    status: 302,
    cors: READ.module,
    alsoVaries: { express: "Accept" },
  },
  {
    title: "@Header Vary",
    asked: from(APP, "/answers/vary"),
    status: 200,
    cors: { ...READ.module, vary: "Accept-Language, Origin" },
  },
  {
    title: "@Header Access-Control-Allow-Origin is replaced",
    asked: from(APP, "/answers/foreign"),
    status: 200,
    cors: READ.module,
  },
  {
    title: "@Header Access-Control-Allow-Origin is removed where nothing is granted",
    asked: from(EVIL, "/answers/foreign"),
    status: 200,
    cors: HIDDEN,
  },
  { title: "a path with a rule", asked: from(EVIL, "/graphql"), status: 404, cors: READ.public },
];

describe.each(PLATFORMS)("$platform", ({ platform }) => {
  let running: RunningApplication;

  beforeAll(async () => {
    const options = { ...SAMPLE_OPTIONS, paths: [{ prefix: "/graphql", policy: "public" }] };
    // Slower than every other module: requests are decided about nevertheless, and first.
    const cors = CorsModule.forRootAsync({
      useFactory: async () => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        return options;
      },
    });
    running = await start(platform, createSampleModule(cors), {
      main: (app) =>
        app.use((_request: object, _response: object, next: () => void) => {
          ran.push("main.ts");
          next();
        }),
    });
  });
  afterAll(() => running.close());
  beforeEach(() => void (ran.length = 0));

  test.each(PREFLIGHTS)("preflight: $title", async ({ asked, status, cors }) => {
    const answer = await running.ask(asked);
    expect({ status: answer.status, cors: answer.cors, body: answer.body, ran }).toStrictEqual({
      status,
      cors,
      body: "",
      ran: [],
    });
  });

  test.each(ACTUAL)("$title", async (row) => {
    const { asked, status, cors, ran: expected, alsoVaries = {} } = row;
    const answer = await running.ask(asked);
    const also = alsoVaries[platform];
    expect({ status: answer.status, cors: answer.cors }).toStrictEqual({
      status,
      cors: also === undefined ? cors : { ...cors, vary: `${also}, Origin` },
    });
    if (expected !== undefined) expect(ran).toStrictEqual(expected);
  });

  test("@CorsDecision tells the handler what was decided", async () => {
    const { body } = await running.ask(from(APP, "/plain"));
    expect(JSON.parse(body)).toMatchObject({ code: "allowed" });
  });

  test("a refusal goes through the exception layer, and its body says what admits the origin", async () => {
    const { body, headers } = await running.ask(from("null", "/plain", { method: "POST" }));
    expect(JSON.parse(body)).toStrictEqual({
      statusCode: 403,
      error: "Forbidden",
      code: "CORS_REFUSED",
      message:
        '"null" is not allowed; the request is answered with 403 before it runs. To let its pages read, add it to `origin`; only to let it send, to `acceptFrom`; if it is this application behind a proxy, to `selfOrigins`.',
    });
    expect(headers["referrer-policy"]).toBe("same-origin");
  });

  test("a lazy module has no routes", async () => {
    await running.app.get(LazyModuleLoader).load(() => LazyModule);
    const answer = await running.ask(from(APP, "/lazy"));
    expect({ status: answer.status, cors: answer.cors }).toStrictEqual({
      status: 404,
      cors: READ.module,
    });
  });

  test("nothing to warn about but what was asked for, and Nest's own word on a wildcard", () => {
    const others = running.warnings.filter(
      (warning) => !/is not allowed|somebody else|Unsupported route path/.test(warning),
    );
    expect(others).toStrictEqual([]);
  });
});
