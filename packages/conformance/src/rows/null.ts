import { about, type App, type RowGroup } from "../row.ts";

/** `Origin: null`: sandboxed frames, files, and whoever was redirected here from another site. */
export const nullOrigin: RowGroup = ({ app }) => {
  const routes = [
    { url: "/items" },
    { url: "/items", method: "POST" },
    { url: "/items", method: "PUT" },
  ] as const;

  const listed: App = { cors: { origin: app, methods: ["GET", "POST", "PUT"] }, routes };

  const dangerous: App = {
    cors: {
      origin: [app, "null"],
      methods: ["GET", "POST", "PUT"],
      dangerously: { allowNullOrigin: true },
    },
    routes,
  };

  const everybody: App = { cors: { origin: "*", methods: ["GET", "POST", "PUT"] }, routes };

  const anyFunction: App = { cors: { origin: () => true, methods: ["GET", "POST"] }, routes };

  const anyRegExp: App = {
    cors: { origin: /^[a-z]+:\/\/[a-z.]+$/, methods: ["GET", "POST"] },
    routes,
  };

  const accepting: App = {
    cors: { origin: app, methods: ["GET", "POST"], acceptFrom: ["null"] },
    routes,
  };

  const form = { "content-type": "application/x-www-form-urlencoded" } as const;

  return [
    ...about(listed, [
      {
        title: "a sandboxed page is not a listed origin",
        request: { origin: "null" },
        decision: "actual origin-not-allowed",
        sends: { vary: "Origin" },
        page: { blocked: "acao-missing" },
      },
      {
        title: "a preflight from a sandboxed page is refused",
        request: { origin: "null", asks: "PUT" },
        decision: "preflight origin-not-allowed",
        status: 403,
        ran: false,
        sends: { vary: "Origin" },
        page: { blocked: "acao-missing" },
      },
      {
        title: "a form posted from a sandboxed page is refused and asked to say more next time",
        request: { method: "POST", origin: "null", headers: form, body: "a=1" },
        decision: "actual origin-not-allowed",
        status: 403,
        ran: false,
        sends: { vary: "Origin", referrerPolicy: "same-origin" },
        page: { blocked: "acao-missing" },
      },
      {
        title: "a form of the application's own page that hides its referrer goes on",
        request: {
          method: "POST",
          origin: "null",
          headers: { ...form, "sec-fetch-site": "same-origin" },
          body: "a=1",
        },
        decision: "same-origin same-origin",
        sends: { vary: "Origin" },
      },
      {
        title: "a form of another site that hides its origin is refused",
        request: {
          method: "POST",
          origin: "null",
          headers: { ...form, "sec-fetch-site": "cross-site" },
          body: "a=1",
        },
        decision: "actual origin-not-allowed",
        status: 403,
        ran: false,
        sends: { vary: "Origin", referrerPolicy: "same-origin" },
      },
      {
        title: "the word NULL is no origin",
        request: { origin: "NULL" },
        decision: "actual origin-not-allowed",
        sends: { vary: "Origin" },
      },
    ]),
    ...about(dangerous, [
      {
        title: "a sandboxed page reads where null is listed, dangerously",
        request: { origin: "null" },
        decision: "actual allowed",
        sends: { origin: "null", vary: "Origin" },
        page: { reads: 200 },
      },
      {
        title: "a sandboxed page writes where null is listed, dangerously",
        request: { origin: "null", asks: "PUT" },
        decision: "preflight allowed",
        status: 204,
        ran: false,
        sends: {
          origin: "null",
          methods: "GET, HEAD, POST, PUT",
          headers: "content-type",
          maxAge: "7200",
          vary: "Origin",
        },
        page: { reads: 200 },
      },
      {
        title: "null beside an origin leaves the origin its own answer",
        request: { origin: app },
        decision: "actual allowed",
        sends: { origin: app, vary: "Origin" },
        page: { reads: 200 },
      },
      {
        title: "a sandboxed page that includes credentials reads nothing even so",
        request: { origin: "null", path: "/items?credentials" },
        decision: "actual allowed",
        sends: { origin: "null", vary: "Origin" },
        page: { credentials: "include", blocked: "credentials-not-true" },
      },
    ]),
    ...about(everybody, [
      {
        title: "a sandboxed page reads what is public",
        request: { origin: "null" },
        decision: "actual allowed",
        sends: { origin: "*" },
        page: { reads: 200 },
      },
      {
        title: "a sandboxed page writes what is public",
        request: { origin: "null", asks: "PUT" },
        decision: "preflight allowed",
        status: 204,
        ran: false,
        sends: {
          origin: "*",
          methods: "GET, HEAD, POST, PUT",
          headers: "content-type",
          maxAge: "7200",
        },
        page: { reads: 200 },
      },
    ]),
    ...about(anyFunction, [
      {
        title: "a function that admits everything is not asked about null",
        request: { origin: "null" },
        decision: "actual origin-not-allowed",
        sends: { vary: "Origin" },
        page: { blocked: "acao-missing" },
      },
    ]),
    ...about(anyRegExp, [
      {
        title: "a regular expression is not asked about null",
        request: { origin: "null" },
        decision: "actual origin-not-allowed",
        sends: { vary: "Origin" },
        page: { blocked: "acao-missing" },
      },
    ]),
    ...about(accepting, [
      {
        title: "a form from a sandboxed page is accepted where null may send, and stays unreadable",
        request: { method: "POST", origin: "null", headers: form, body: "a=1" },
        decision: "actual accepted-unreadable",
        sends: { vary: "Origin" },
        page: { blocked: "acao-missing" },
      },
    ]),
  ];
};
