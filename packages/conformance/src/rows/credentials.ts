import { about, type App, type RowGroup } from "../row.ts";

/** Cookies, Authorization and what must be true before a page may use them. */
export const credentials: RowGroup = ({ app, other }) => {
  const signedIn: App = {
    cors: {
      origin: [app],
      credentials: true,
      methods: ["GET", "POST", "PUT"],
      allowedHeaders: ["content-type", "authorization"],
      exposedHeaders: ["x-total"],
    },
    routes: [
      { url: "/items", reply: { headers: { "x-total": "3" } } },
      { url: "/items", method: "POST" },
      { url: "/items", method: "PUT", reply: { headers: { "x-total": "4" } } },
      { url: "/login", reply: { headers: { "set-cookie": "id=1; HttpOnly", "x-total": "0" } } },
      { url: "/expired", reply: { status: 401 } },
    ],
  };

  const readable = {
    decision: "actual allowed",
    sends: { origin: app, credentials: "true", exposed: "x-total", vary: "Origin" },
  } as const;

  const granted = {
    decision: "preflight allowed",
    status: 204,
    ran: false,
    sends: {
      origin: app,
      credentials: "true",
      methods: "GET, HEAD, POST, PUT",
      headers: "content-type, authorization",
      maxAge: "7200",
      vary: "Origin",
    },
  } as const;

  const anonymous: App = {
    cors: { origin: app, methods: ["GET", "PUT"] },
    routes: [{ url: "/items" }, { url: "/items", method: "PUT" }],
  };

  const everybody: App = {
    cors: { origin: "*", methods: ["GET", "PUT"] },
    routes: [{ url: "/items" }, { url: "/items", method: "PUT" }],
  };

  const loopback: App = {
    cors: { origin: ["http://localhost:3000", "http://127.0.0.1:*"], credentials: true },
    routes: [{ url: "/items" }],
  };

  const anyScheme: App = {
    cors: { origin: (origin) => origin.endsWith("://app.example.com"), credentials: true },
    routes: [{ url: "/items" }],
  };

  const insecure: App = {
    cors: {
      origin: "http://app.example.com",
      credentials: true,
      dangerously: { allowInsecureOrigins: true },
    },
    routes: [{ url: "/items" }],
  };

  return [
    ...about(signedIn, [
      {
        title: "a listed origin reads with credentials",
        request: { origin: app },
        ...readable,
        page: { credentials: "include", reads: 200, exposes: ["x-total"] },
      },
      {
        title: "a policy with credentials serves requests without them too",
        request: { origin: app, path: "/items?anonymous" },
        ...readable,
        page: { reads: 200, exposes: ["x-total"] },
      },
      {
        title: "a preflight with credentials says so and exposes nothing",
        request: { origin: app, asks: "PUT", asksHeaders: "authorization,content-type" },
        ...granted,
        page: { credentials: "include", reads: 200, exposes: ["x-total"] },
      },
      {
        title: "a listed Authorization header is granted",
        request: { origin: app, asks: "GET", asksHeaders: "authorization" },
        ...granted,
        page: { credentials: "include", reads: 200, exposes: ["x-total"] },
      },
      {
        title: "an Authorization header changes nothing about the answer",
        request: { origin: app, headers: { authorization: "Bearer t" } },
        ...readable,
        page: { credentials: "include", reads: 200, exposes: ["x-total"], preflight: true },
      },
      {
        title: "a cookie changes nothing about the answer",
        request: { origin: app, headers: { cookie: "id=1" } },
        ...readable,
      },
      {
        title: "an unlisted origin is not told that credentials are welcome",
        request: { origin: other, headers: { cookie: "id=1" } },
        decision: "actual origin-not-allowed",
        sends: { vary: "Origin" },
      },
      {
        title: "an unlisted origin with credentials reads nothing",
        request: { origin: other },
        decision: "actual origin-not-allowed",
        sends: { vary: "Origin" },
        page: { credentials: "include", blocked: "acao-missing" },
      },
      {
        title: "a refused preflight does not say that credentials are welcome",
        request: { origin: other, asks: "PUT" },
        decision: "preflight origin-not-allowed",
        status: 403,
        ran: false,
        sends: { vary: "Origin" },
        page: { credentials: "include", blocked: "acao-missing" },
      },
      {
        title: "a request without Origin is not told either",
        request: { headers: { cookie: "id=1" } },
        decision: "no-origin no-origin",
        sends: { vary: "Origin" },
      },
      {
        title: "a page with credentials reads a 401",
        request: { origin: app, path: "/expired" },
        ...readable,
        status: 401,
        page: { credentials: "include", reads: 401 },
      },
      {
        title: "Set-Cookie is set and stays hidden",
        request: { origin: app, path: "/login" },
        ...readable,
        page: { credentials: "include", reads: 200, exposes: ["x-total"] },
      },
      {
        title: "an unlisted method with credentials is named",
        request: { origin: app, asks: "DELETE" },
        ...granted,
        decision: "preflight method-not-allowed",
        page: { credentials: "include", blocked: "method-not-listed" },
      },
    ]),
    ...about(anonymous, [
      {
        title: "a policy without credentials stops a page that sends them",
        request: { origin: app },
        decision: "actual allowed",
        sends: { origin: app, vary: "Origin" },
        page: { credentials: "include", blocked: "credentials-not-true" },
      },
      {
        title: "a policy without credentials stops them at the preflight",
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
        page: { credentials: "include", blocked: "credentials-not-true" },
      },
    ]),
    ...about(everybody, [
      {
        title: "a public answer cannot be read with credentials",
        request: { origin: app },
        decision: "actual allowed",
        sends: { origin: "*" },
        page: { credentials: "include", blocked: "credentials-wildcard" },
      },
      {
        title: "a public preflight does not admit credentials",
        request: { origin: app, asks: "PUT" },
        decision: "preflight allowed",
        status: 204,
        ran: false,
        sends: { origin: "*", methods: "GET, HEAD, PUT", headers: "content-type", maxAge: "7200" },
        page: { credentials: "include", blocked: "credentials-wildcard" },
      },
    ]),
    ...about(loopback, [
      {
        title: "http is good enough for credentials on localhost",
        request: { origin: "http://localhost:3000" },
        decision: "actual allowed",
        sends: { origin: "http://localhost:3000", credentials: "true", vary: "Origin" },
      },
      {
        title: "http is good enough for credentials on any loopback port that a pattern admits",
        request: { origin: "http://127.0.0.1:8080" },
        decision: "actual allowed",
        sends: { origin: "http://127.0.0.1:8080", credentials: "true", vary: "Origin" },
      },
      {
        title: "another port of localhost is another origin",
        request: { origin: "http://localhost:3001" },
        decision: "actual origin-not-allowed",
        sends: { vary: "Origin" },
      },
    ]),
    ...about(anyScheme, [
      {
        title: "a function that accepts https has it with credentials",
        request: { origin: app },
        decision: "actual allowed",
        sends: { origin: app, credentials: "true", vary: "Origin" },
      },
      {
        title: "a function that accepts http does not get credentials over it",
        request: { origin: "http://app.example.com" },
        decision: "actual origin-not-allowed",
        sends: { vary: "Origin" },
      },
    ]),
    ...about(insecure, [
      {
        title: "http with credentials is possible, dangerously",
        request: { origin: "http://app.example.com" },
        decision: "actual allowed",
        sends: { origin: "http://app.example.com", credentials: "true", vary: "Origin" },
      },
    ]),
  ];
};
