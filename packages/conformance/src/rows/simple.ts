import { about, type App, type RowGroup } from "../row.ts";

/** Requests that no preflight precedes, and those that arrive after one was granted. */
export const simple: RowGroup = ({ admin, app, other }) => {
  const listed: App = {
    cors: {
      origin: [app, admin],
      methods: ["GET", "POST", "PUT", "DELETE", "OPTIONS"],
      allowedHeaders: ["content-type", "x-api-key"],
    },
    routes: [
      { url: "/items" },
      { url: "/items", method: "POST", reply: { status: 201 } },
      { url: "/items", method: "PUT" },
      { url: "/items", method: "DELETE", reply: { as: "empty", status: 204 } },
      { url: "/items", method: "OPTIONS", reply: { headers: { allow: "GET, POST" } } },
    ],
  };

  const single: App = {
    cors: { origin: app, methods: ["GET", "POST"] },
    routes: [{ url: "/items" }],
  };

  const everybody: App = {
    cors: { origin: "*", methods: ["GET", "POST"] },
    routes: [{ url: "/items" }, { url: "/items", method: "POST" }],
  };

  const allowed = { decision: "actual allowed", sends: { origin: app, vary: "Origin" } } as const;
  const toEverybody = { sends: { origin: "*" } } as const;

  return [
    ...about(listed, [
      {
        title: "a listed origin reads a JSON answer",
        request: { origin: app },
        ...allowed,
        page: { reads: 200 },
      },
      {
        title: "the second of two listed origins reads as well",
        request: { origin: admin },
        decision: "actual allowed",
        sends: { origin: admin, vary: "Origin" },
        page: { reads: 200 },
      },
      {
        title: "an unlisted origin is answered but told nothing",
        request: { origin: other },
        decision: "actual origin-not-allowed",
        sends: { vary: "Origin" },
        page: { blocked: "acao-missing" },
      },
      {
        title: "a request without Origin is answered, with Vary alone",
        request: {},
        decision: "no-origin no-origin",
        sends: { vary: "Origin" },
      },
      {
        title: "a listed origin reads the head of an answer",
        request: { method: "HEAD", origin: app },
        ...allowed,
        page: { reads: 200 },
      },
      {
        title: "the head of an answer tells an unlisted origin nothing",
        request: { method: "HEAD", origin: other },
        decision: "actual origin-not-allowed",
        sends: { vary: "Origin" },
        page: { blocked: "acao-missing" },
      },
      {
        title: "a listed origin posts text without a preflight",
        request: {
          method: "POST",
          origin: app,
          headers: { "content-type": "text/plain" },
          body: "hello",
        },
        ...allowed,
        status: 201,
        page: { reads: 201 },
      },
      {
        title: "a listed origin posts a form without a preflight",
        request: {
          method: "POST",
          origin: app,
          headers: { "content-type": "application/x-www-form-urlencoded" },
          body: "a=1",
        },
        ...allowed,
        status: 201,
        page: { reads: 201 },
      },
      {
        title: "a listed origin posts JSON after a preflight",
        request: {
          method: "POST",
          origin: app,
          headers: { "content-type": "application/json" },
          body: '{"a":1}',
        },
        ...allowed,
        status: 201,
        page: { reads: 201, preflight: true },
      },
      {
        title: "a listed origin puts JSON after a preflight",
        request: {
          method: "PUT",
          origin: app,
          headers: { "content-type": "application/json" },
          body: '{"a":1}',
        },
        ...allowed,
        page: { reads: 200, preflight: true },
      },
      {
        title: "a listed origin deletes and reads an answer without a body",
        request: { method: "DELETE", origin: app },
        ...allowed,
        status: 204,
        page: { reads: 204, preflight: true },
      },
      {
        title: "a listed origin sends a listed header after a preflight",
        request: { origin: app, headers: { "x-api-key": "k1" } },
        ...allowed,
        page: { reads: 200, preflight: true },
      },
      {
        title: "a header that is not listed changes nothing about the actual answer",
        request: { origin: app, headers: { "x-trace": "t1" } },
        ...allowed,
      },
      {
        title: "safelisted request headers need no preflight",
        request: {
          origin: app,
          headers: {
            accept: "application/json",
            "accept-language": "de",
            "content-language": "de",
          },
        },
        ...allowed,
        page: { reads: 200 },
      },
      {
        title: "a simple byte range needs no preflight",
        request: { origin: app, headers: { range: "bytes=0-9" } },
        ...allowed,
        page: { reads: 200 },
      },
      {
        title: "a query string changes nothing",
        request: { origin: app, path: "/items?page=2&origin=https%3A%2F%2Fother.example.net" },
        ...allowed,
        page: { reads: 200 },
      },
      {
        title: "OPTIONS without Access-Control-Request-Method reaches the application's own route",
        request: { method: "OPTIONS", origin: app },
        ...allowed,
        page: { reads: 200, preflight: true },
      },
      {
        title:
          "OPTIONS with an empty Access-Control-Request-Method reaches the application's own route",
        request: { method: "OPTIONS", origin: app, asks: "" },
        ...allowed,
      },
      {
        title: "OPTIONS without Origin reaches the application's own route",
        request: { method: "OPTIONS", asks: "PUT" },
        decision: "no-origin no-origin",
        sends: { vary: "Origin" },
      },
      {
        title:
          "OPTIONS of an unlisted origin without Access-Control-Request-Method reaches the route",
        request: { method: "OPTIONS", origin: other },
        decision: "actual origin-not-allowed",
        sends: { vary: "Origin" },
      },
    ]),
    ...about(single, [
      {
        title: "a single origin is granted to itself alone, and Vary says so",
        request: { origin: app },
        ...allowed,
        page: { reads: 200 },
      },
      {
        title: "a single origin is not told to another one",
        request: { origin: admin },
        decision: "actual origin-not-allowed",
        sends: { vary: "Origin" },
        page: { blocked: "acao-missing" },
      },
      {
        title: "a single origin is not sent to a request without Origin",
        request: {},
        decision: "no-origin no-origin",
        sends: { vary: "Origin" },
      },
    ]),
    ...about(everybody, [
      {
        title: "everybody may read a public answer, and it does not vary",
        request: { origin: other },
        decision: "actual allowed",
        ...toEverybody,
        page: { reads: 200 },
      },
      {
        title: "a public answer says so without Origin too, for shared caches",
        request: {},
        decision: "no-origin no-origin",
        ...toEverybody,
      },
      {
        title: "everybody may post a form to a public route",
        request: {
          method: "POST",
          origin: other,
          headers: { "content-type": "application/x-www-form-urlencoded" },
          body: "a=1",
        },
        decision: "actual allowed",
        ...toEverybody,
        page: { reads: 200 },
      },
      {
        title: "the head of a public answer is public",
        request: { method: "HEAD", origin: other },
        decision: "actual allowed",
        ...toEverybody,
        page: { reads: 200 },
      },
    ]),
  ];
};
