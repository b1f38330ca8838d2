import { about, type App, type RowGroup } from "../row.ts";

/** Answers that are no success: a page must be able to read what went wrong. */
export const errors: RowGroup = ({ app, other }) => {
  /** The statuses that handlers answer with and pages want to read. */
  const statuses = [400, 401, 403, 404, 405, 409, 410, 418, 422, 429, 500, 502, 503] as const;

  const failing: App = {
    cors: { origin: app, methods: ["GET", "POST", "PUT"], exposedHeaders: ["retry-after"] },
    routes: [
      ...statuses.map((status) => ({
        url: `/status/${status}`,
        reply: { status, headers: { "retry-after": "1" } },
      })),
      { url: "/throws", reply: { as: "throw" } },
      { url: "/throws", method: "PUT", reply: { as: "throw" } },
      { url: "/items", method: "POST" },
      { url: "/items", method: "PUT" },
      { url: "/unchanged", reply: { as: "empty", status: 304 } },
    ],
  };

  const everybody: App = {
    cors: { origin: "*", methods: ["GET", "PUT"] },
    routes: [{ url: "/throws", reply: { as: "throw" } }],
  };

  const allowed = {
    decision: "actual allowed",
    sends: { origin: app, exposed: "retry-after", vary: "Origin" },
  } as const;
  const notAllowed = {
    decision: "actual origin-not-allowed",
    sends: { vary: "Origin" },
  } as const;
  const json = { "content-type": "application/json" } as const;

  return [
    ...about(failing, [
      ...statuses.map((status) => ({
        title: `a listed origin reads a ${status} and its headers`,
        request: { origin: app, path: `/status/${status}` },
        ...allowed,
        status,
        page: { reads: status, exposes: ["retry-after"] },
      })),
      {
        title: "an unlisted origin reads no 401",
        request: { origin: other, path: "/status/401" },
        ...notAllowed,
        status: 401,
        page: { blocked: "acao-missing" },
      },
      {
        title: "a listed origin reads the 500 of a handler that throws",
        request: { origin: app, path: "/throws" },
        ...allowed,
        status: 500,
        page: { reads: 500 },
      },
      {
        title: "an unlisted origin reads no 500",
        request: { origin: other, path: "/throws" },
        ...notAllowed,
        status: 500,
        page: { blocked: "acao-missing" },
      },
      {
        title: "a handler that throws without Origin still varies",
        request: { path: "/throws" },
        decision: "no-origin no-origin",
        status: 500,
        sends: { vary: "Origin" },
      },
      {
        title: "a page reads the 500 of a handler that throws after a preflight",
        request: { method: "PUT", origin: app, path: "/throws" },
        ...allowed,
        status: 500,
        page: { reads: 500, preflight: true },
      },
      {
        title: "a listed origin reads the 404 of a path that is not routed",
        request: { origin: app, path: "/nowhere" },
        ...allowed,
        status: 404,
        ran: false,
        page: { reads: 404 },
      },
      {
        title: "a listed origin reads the 404 of a method that is not routed",
        request: {
          method: "POST",
          origin: app,
          path: "/throws",
          body: "x",
          headers: { "content-type": "text/plain" },
        },
        ...allowed,
        status: 404,
        ran: false,
        page: { reads: 404 },
      },
      {
        title: "an unlisted origin reads no 404",
        request: { origin: other, path: "/nowhere" },
        ...notAllowed,
        status: 404,
        ran: false,
        page: { blocked: "acao-missing" },
      },
      {
        title: "a 404 without Origin still varies",
        request: { path: "/nowhere" },
        decision: "no-origin no-origin",
        status: 404,
        ran: false,
        sends: { vary: "Origin" },
      },
      {
        title: "a listed origin reads that its JSON was malformed",
        request: { method: "POST", origin: app, path: "/items", headers: json, body: '{"a":' },
        ...allowed,
        status: 400,
        ran: false,
        page: { reads: 400, preflight: true },
      },
      {
        title: "a listed origin reads that its body was too large",
        request: {
          method: "PUT",
          origin: app,
          path: "/items",
          headers: json,
          body: JSON.stringify("x".repeat(2000)),
        },
        ...allowed,
        status: 413,
        ran: false,
        page: { reads: 413, preflight: true },
      },
      {
        title: "malformed JSON of an unlisted origin is refused before it is read",
        request: { method: "POST", origin: other, path: "/items", headers: json, body: '{"a":' },
        ...notAllowed,
        status: 403,
        ran: false,
        page: { blocked: "acao-missing", preflight: true },
      },
      {
        title: "a body of an unlisted origin that is too large is refused before it is read",
        request: {
          method: "POST",
          origin: other,
          path: "/items",
          headers: json,
          body: JSON.stringify("x".repeat(2000)),
        },
        ...notAllowed,
        status: 403,
        ran: false,
        page: { blocked: "acao-missing", preflight: true },
      },
      {
        title: "a 304 carries the same headers as the answer it stands for",
        request: { origin: app, path: "/unchanged" },
        ...allowed,
        status: 304,
      },
    ]),
    ...about(everybody, [
      {
        title: "everybody reads the 500 of a public route",
        request: { origin: other, path: "/throws" },
        decision: "actual allowed",
        status: 500,
        sends: { origin: "*" },
        page: { reads: 500 },
      },
      {
        title: "everybody reads the 404 beside a public route",
        request: { origin: other, path: "/nowhere" },
        decision: "actual allowed",
        status: 404,
        ran: false,
        sends: { origin: "*" },
        page: { reads: 404 },
      },
    ]),
  ];
};
