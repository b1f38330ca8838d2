import { about, type App, type RowGroup } from "../row.ts";

/** Several policies in one application: the nearest applies whole, to the preflight too. */
export const policies: RowGroup = ({ admin, app, other }) => {
  const publicPolicy = { origin: "*", methods: ["GET"] } as const;
  const adminPolicy = { origin: [admin], methods: ["GET", "DELETE"], credentials: true };

  const byRoute: App = {
    cors: {
      origin: app,
      methods: ["GET", "POST", "PUT"],
      policies: { public: publicPolicy, admins: adminPolicy },
    },
    routes: [
      { url: "/items" },
      { url: "/catalogue", cors: "public" },
      { url: "/admin", cors: adminPolicy },
      { url: "/admin", method: "DELETE", cors: adminPolicy },
      { url: "/named", cors: "admins" },
      { url: "/internal", cors: false },
      { url: "/internal", method: "PUT", cors: false },
      {
        url: "/proxied",
        cors: "skip",
        reply: { headers: { "access-control-allow-origin": "https://theirs.example.com" } },
      },
      { url: "/proxied", method: "OPTIONS", cors: "skip", reply: { as: "empty", status: 204 } },
      { url: "/hook", method: "POST", cors: { policy: "admins", enforce: "off" } },
      { url: "/mixed", cors: "public" },
      { url: "/mixed", method: "PUT" },
    ],
  };

  const byPath: App = {
    cors: {
      origin: app,
      methods: ["GET", "POST", "PUT"],
      policies: { admins: adminPolicy },
      paths: [
        { prefix: "/catalogue", policy: publicPolicy },
        { prefix: "/admin", policy: "admins" },
        { prefix: "/admin/internal", policy: false },
      ],
    },
    routes: [
      { url: "/items" },
      { url: "/catalogue" },
      { url: "/catalogue/3" },
      { url: "/catalogues" },
      { url: "/admin" },
      { url: "/admin/internal" },
    ],
  };

  const denied: App = {
    cors: { policy: false },
    routes: [{ url: "/items" }, { url: "/items", method: "POST" }],
  };

  const fromAdmin = {
    decision: "actual allowed",
    sends: { origin: admin, credentials: "true", vary: "Origin" },
  } as const;
  const hidden = {
    decision: "actual origin-not-allowed",
    sends: { vary: "Origin" },
    page: { blocked: "acao-missing" },
  } as const;
  const refusedPreflight = {
    ...hidden,
    decision: "preflight origin-not-allowed",
    status: 403,
    ran: false,
  } as const;

  return [
    ...about(
      byRoute,
      [
        {
          title: "a route without a policy has the application's",
          request: { origin: app },
          decision: "actual allowed" as const,
          sends: { origin: app, vary: "Origin" },
          page: { reads: 200 },
        },
        {
          title: "a route's named policy replaces the application's",
          request: { origin: other, path: "/catalogue" },
          decision: "actual allowed" as const,
          sends: { origin: "*" },
          page: { reads: 200 },
        },
        {
          title: "a route's own policy replaces the application's",
          request: { origin: admin, path: "/admin" },
          ...fromAdmin,
          page: { credentials: "include" as const, reads: 200 },
        },
        {
          title: "the application's origin is a stranger to a route of another's",
          request: { origin: app, path: "/admin" },
          ...hidden,
        },
        {
          title: "the preflight of a route is answered by the route's policy",
          request: { origin: admin, path: "/admin", asks: "DELETE" },
          decision: "preflight allowed" as const,
          status: 204,
          ran: false,
          sends: {
            origin: admin,
            credentials: "true" as const,
            methods: "GET, HEAD, DELETE",
            headers: "content-type",
            maxAge: "7200",
            vary: "Origin",
          },
          page: { reads: 200 },
        },
        {
          title: "the application's origin is refused at the preflight of a route of another's",
          request: { origin: app, path: "/admin", asks: "DELETE" },
          ...refusedPreflight,
        },
        {
          title: "a policy by name is the policy",
          request: { origin: admin, path: "/named" },
          ...fromAdmin,
          page: { reads: 200 },
        },
        {
          title: "a route without any other origin shows itself to none",
          request: { origin: app, path: "/internal" },
          ...hidden,
        },
        {
          title: "a route without any other origin is refused at the preflight",
          request: { origin: app, path: "/internal", asks: "PUT" },
          ...refusedPreflight,
        },
        {
          title: "a route without any other origin is not written to",
          request: { method: "PUT", origin: app, path: "/internal" },
          ...hidden,
          status: 403,
          ran: false,
          page: { blocked: "acao-missing" as const, preflight: true },
        },
        {
          title: "a route that answers for itself is left alone",
          request: { origin: app, path: "/proxied" },
          decision: undefined,
          sends: { origin: "https://theirs.example.com" },
          page: { blocked: "acao-mismatch" as const },
        },
        {
          title: "a route that answers for itself answers its own preflights",
          request: { origin: app, path: "/proxied", asks: "GET", asksHeaders: "x-a" },
          decision: undefined,
          status: 204,
          sends: {},
          page: { blocked: "acao-missing" as const },
        },
        {
          title: "a route changes enforcement alone",
          request: {
            method: "POST",
            origin: other,
            path: "/hook",
            headers: { "content-type": "text/plain" },
            body: "x",
          },
          ...hidden,
        },
        {
          title: "GET and PUT of one path have a policy each",
          request: { origin: app, path: "/mixed", asks: "PUT" },
          decision: "preflight allowed" as const,
          status: 204,
          ran: false,
          sends: {
            origin: app,
            methods: "GET, HEAD, POST, PUT",
            headers: "content-type",
            maxAge: "7200",
            vary: "Origin",
          },
          page: { reads: 200 },
        },
        {
          title: "PUT is refused at the preflight to an origin that may only GET",
          request: { origin: other, path: "/mixed", asks: "PUT" },
          ...refusedPreflight,
        },
      ],
      ["route-policies"],
    ),
    ...about(
      byPath,
      [
        {
          title: "a path without a rule has the application's policy",
          request: { origin: app },
          decision: "actual allowed" as const,
          sends: { origin: app, vary: "Origin" },
          page: { reads: 200 },
        },
        {
          title: "a path's rule replaces the application's policy",
          request: { origin: other, path: "/catalogue" },
          decision: "actual allowed" as const,
          sends: { origin: "*" },
          page: { reads: 200 },
        },
        {
          title: "a path's rule covers what is below it",
          request: { origin: other, path: "/catalogue/3" },
          decision: "actual allowed" as const,
          sends: { origin: "*" },
          page: { reads: 200 },
        },
        {
          title: "a path's rule does not cover what only begins alike",
          request: { origin: other, path: "/catalogues" },
          ...hidden,
        },
        {
          title: "a path's rule answers its preflights",
          request: { origin: app, path: "/admin", asks: "DELETE" },
          ...refusedPreflight,
        },
        {
          title: "the longest prefix wins",
          request: { origin: admin, path: "/admin/internal" },
          ...hidden,
        },
        {
          title: "a shorter prefix applies beside a longer one",
          request: { origin: admin, path: "/admin" },
          ...fromAdmin,
          page: { reads: 200 },
        },
      ],
      ["path-policies"],
    ),
    ...about(denied, [
      {
        title: "where no other origin may do anything, none reads",
        request: { origin: app },
        ...hidden,
      },
      {
        title: "where no other origin may do anything, none is granted a preflight",
        request: { origin: app, asks: "POST", asksHeaders: "content-type" },
        ...refusedPreflight,
      },
      {
        title: "where no other origin may do anything, none writes",
        request: {
          method: "POST",
          origin: app,
          headers: { "content-type": "text/plain" },
          body: "x",
        },
        ...hidden,
        status: 403,
        ran: false,
      },
    ]),
  ];
};
