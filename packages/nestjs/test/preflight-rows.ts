import { preflight } from "@corsage/wire";
import { ADMIN, APP, EVIL, HIDDEN, PARTNER, READ } from "./sample-policies.ts";
import type { Row } from "./wire-row.ts";

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

/** Preflights to the sample application. None of its code runs for them. */
export const PREFLIGHTS: readonly Omit<Row, "ran">[] = [
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
    title: "RouterModule, nested",
    asked: preflight(EVIL, "GET", "/area/acme/deep/notes"),
    status: 204,
    cors: UNDER_PUBLIC,
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
