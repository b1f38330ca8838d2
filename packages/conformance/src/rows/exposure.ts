import { about, type App, type RowGroup } from "../row.ts";

/** Which response headers a page may read. */
export const exposure: RowGroup = ({ app, other }) => {
  const headers = {
    "x-total": "3",
    "x-page": "1",
    "set-cookie": "id=1",
    "cache-control": "no-store",
    "content-language": "de",
    "last-modified": "Mon, 02 Nov 2026 00:00:00 GMT",
  } as const;

  const routes = [
    { url: "/items", reply: { headers } },
    { url: "/items", method: "PUT", reply: { headers } },
    { url: "/missing", reply: { status: 404, headers } },
    { url: "/own", reply: { headers: { ...headers, "access-control-expose-headers": "x-page" } } },
  ] as const;

  const nothing: App = { cors: { origin: app, methods: ["GET", "PUT"] }, routes };

  const some: App = {
    cors: { origin: app, methods: ["GET", "PUT"], exposedHeaders: ["X-Total", "etag"] },
    routes,
  };

  const all: App = {
    cors: { origin: "*", methods: ["GET", "PUT"], exposedHeaders: "*" },
    routes,
  };

  const allOfOne: App = {
    cors: { origin: app, methods: ["GET", "PUT"], exposedHeaders: ["*"] },
    routes,
  };

  const signedIn: App = {
    cors: {
      origin: [app],
      credentials: true,
      methods: ["GET", "PUT"],
      exposedHeaders: ["x-total", "x-page"],
    },
    routes,
  };

  const allowed = { decision: "actual allowed" } as const;
  const someOf = { origin: app, exposed: "x-total, etag", vary: "Origin" } as const;

  return [
    ...about(nothing, [
      {
        title: "a page reads the safelisted headers and no other",
        request: { origin: app },
        ...allowed,
        sends: { origin: app, vary: "Origin" },
        page: { reads: 200 },
      },
      {
        title: "a handler that exposes headers by itself exposes none",
        request: { origin: app, path: "/own" },
        ...allowed,
        sends: { origin: app, vary: "Origin" },
        page: { reads: 200 },
      },
    ]),
    ...about(some, [
      {
        title: "a page reads what is exposed, however its name was written",
        request: { origin: app },
        ...allowed,
        sends: someOf,
        page: { reads: 200, exposes: ["x-total"] },
      },
      {
        title: "headers are exposed on errors too",
        request: { origin: app, path: "/missing" },
        ...allowed,
        status: 404,
        sends: someOf,
        page: { reads: 404, exposes: ["x-total"] },
      },
      {
        title: "headers are exposed where nothing is routed",
        request: { origin: app, path: "/nowhere" },
        ...allowed,
        status: 404,
        ran: false,
        sends: someOf,
        page: { reads: 404 },
      },
      {
        title: "headers are exposed to HEAD",
        request: { method: "HEAD", origin: app },
        ...allowed,
        sends: someOf,
        page: { reads: 200, exposes: ["x-total"] },
      },
      {
        title: "headers are exposed after a preflight",
        request: { method: "PUT", origin: app },
        ...allowed,
        sends: someOf,
        page: { reads: 200, exposes: ["x-total"], preflight: true },
      },
      {
        title: "a handler's own exposure gives way to the policy's",
        request: { origin: app, path: "/own" },
        ...allowed,
        sends: someOf,
        page: { reads: 200, exposes: ["x-total"] },
      },
      {
        title: "nothing is exposed to an unlisted origin",
        request: { origin: other },
        decision: "actual origin-not-allowed",
        sends: { vary: "Origin" },
        page: { blocked: "acao-missing" },
      },
      {
        title: "a handler's own exposure is taken back from an unlisted origin",
        request: { origin: other, path: "/own" },
        decision: "actual origin-not-allowed",
        sends: { vary: "Origin" },
        page: { blocked: "acao-missing" },
      },
      {
        title: "nothing is exposed on a preflight, where it has no effect",
        request: { origin: app, asks: "PUT" },
        decision: "preflight allowed",
        status: 204,
        ran: false,
        sends: {
          origin: app,
          methods: "GET, HEAD, PUT",
          headers: "content-type",
          maxAge: "7200",
          vary: "Origin",
        },
        page: { reads: 200, exposes: ["x-total"] },
      },
    ]),
    ...about(all, [
      {
        title: "everything but Set-Cookie is exposed by a star",
        request: { origin: other },
        ...allowed,
        sends: { origin: "*", exposed: "*" },
        page: { reads: 200, exposes: ["x-page", "x-total"] },
      },
      {
        title: "a star exposes without Origin too, for shared caches",
        request: {},
        decision: "no-origin no-origin",
        sends: { origin: "*", exposed: "*" },
      },
    ]),
    ...about(allOfOne, [
      {
        title: "everything is exposed to one origin by a list of a star",
        request: { origin: app, path: "/missing" },
        ...allowed,
        status: 404,
        sends: { origin: app, exposed: "*", vary: "Origin" },
        page: { reads: 404, exposes: ["x-page", "x-total"] },
      },
    ]),
    ...about(signedIn, [
      {
        title: "named headers are exposed with credentials",
        request: { origin: app },
        ...allowed,
        sends: { origin: app, credentials: "true", exposed: "x-total, x-page", vary: "Origin" },
        page: { credentials: "include", reads: 200, exposes: ["x-page", "x-total"] },
      },
    ]),
  ];
};
