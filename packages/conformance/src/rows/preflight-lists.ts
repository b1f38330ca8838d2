import { about, type App, type RowGroup } from "../row.ts";

/** Where the lists of a preflight come from: the defaults, the routes, the request. */
export const preflightLists: RowGroup = ({ app, other }) => {
  const defaults: App = {
    cors: { origin: app },
    routes: [
      { url: "/items" },
      { url: "/items", method: "POST" },
      { url: "/notes", method: "PATCH" },
    ],
  };
  const assumed = "GET, HEAD, POST, PUT, PATCH, DELETE";
  const defaultLists = { origin: app, headers: "content-type", maxAge: "7200", vary: "Origin" };
  const answered = { status: 204, ran: false } as const;

  const uncached = { origin: app, methods: ["GET", "PUT"], maxAge: 0 };
  const routes = [{ url: "/items" }, { url: "/items", method: "PUT" }] as const;
  const computed: App = { cors: { ...uncached, allowedHeaders: "*" }, routes };
  const computedLists = {
    origin: app,
    methods: "GET, HEAD, PUT",
    maxAge: "0",
    vary: "Origin, Access-Control-Request-Headers",
  } as const;

  const withAuthorization: App = {
    cors: { ...uncached, allowedHeaders: ["*", "authorization"] },
    routes,
  };

  const bare: App = { cors: { origin: app, methods: ["PUT"], allowedHeaders: [] }, routes };

  const everybody: App = { cors: { origin: "*", methods: ["GET", "PUT"] }, routes };

  return [
    ...about(defaults, [
      {
        title: "by default the routed methods, content-type and two hours are granted",
        request: { origin: app, asks: "POST", asksHeaders: "content-type" },
        decision: "preflight allowed",
        ...answered,
        sends: { ...defaultLists, methods: { routed: "GET, HEAD, POST", assumed } },
        page: { reads: 200 },
      },
      {
        title: "by default each path lists its own methods",
        request: { origin: app, asks: "PATCH", path: "/notes" },
        decision: "preflight allowed",
        ...answered,
        sends: { ...defaultLists, methods: { routed: "PATCH", assumed } },
        page: { reads: 200 },
      },
      {
        title: "by default only content-type may be sent",
        request: { origin: app, asks: "POST", asksHeaders: "x-api-key" },
        decision: "preflight header-not-allowed",
        ...answered,
        sends: { ...defaultLists, methods: { routed: "GET, HEAD, POST", assumed } },
        page: { blocked: "header-not-listed" },
      },
      {
        title: "by default the usual methods are granted where nothing is routed",
        request: { origin: app, asks: "PUT", path: "/nowhere" },
        decision: "preflight allowed",
        ...answered,
        sends: {
          ...defaultLists,
          methods: assumed,
          vary: "Origin, Access-Control-Request-Method",
        },
        needs: ["knows-routes"],
        page: { reads: 404 },
      },
      {
        title: "by default an unusual method is granted where nothing is routed",
        request: { origin: app, asks: "PURGE", path: "/nowhere" },
        decision: "preflight allowed",
        ...answered,
        sends: {
          ...defaultLists,
          methods: `${assumed}, PURGE`,
          vary: "Origin, Access-Control-Request-Method",
        },
        needs: ["knows-routes"],
        page: { reads: 404 },
      },
      {
        title: "a method that no page can send is not granted anywhere",
        request: { origin: app, asks: "TRACE", path: "/nowhere" },
        decision: "preflight method-not-allowed",
        ...answered,
        sends: {
          ...defaultLists,
          methods: assumed,
          vary: "Origin, Access-Control-Request-Method",
        },
        needs: ["knows-routes"],
      },
      {
        title: "a requested method that is no token is not echoed",
        request: { origin: app, asks: "PUT POST", path: "/nowhere" },
        decision: "preflight method-not-allowed",
        ...answered,
        sends: {
          ...defaultLists,
          methods: assumed,
          vary: "Origin, Access-Control-Request-Method",
        },
        needs: ["knows-routes"],
      },
    ]),
    ...about(computed, [
      {
        title: "with any header allowed, the names requested are granted and Vary says so",
        request: { origin: app, asks: "PUT", asksHeaders: "x-one,x-two" },
        decision: "preflight allowed",
        ...answered,
        sends: { ...computedLists, headers: "x-one, x-two" },
        page: { reads: 200 },
      },
      {
        title: "with any header allowed, none is granted when none is requested",
        request: { origin: app, asks: "PUT" },
        decision: "preflight allowed",
        ...answered,
        sends: computedLists,
        page: { reads: 200 },
      },
      {
        title: "any header does not cover authorization",
        request: { origin: app, asks: "GET", asksHeaders: "authorization" },
        decision: "preflight header-not-allowed",
        ...answered,
        sends: computedLists,
        page: { blocked: "header-not-listed" },
      },
      {
        title: "a list of requested headers that is malformed is not echoed",
        request: { origin: app, asks: "PUT", asksHeaders: 'x-one,"x-two"' },
        decision: "preflight header-not-allowed",
        ...answered,
        sends: computedLists,
      },
    ]),
    ...about(withAuthorization, [
      {
        title: "authorization listed beside any header is granted",
        request: { origin: app, asks: "GET", asksHeaders: "authorization,x-one" },
        decision: "preflight allowed",
        ...answered,
        sends: { ...computedLists, headers: "authorization, x-one" },
        page: { reads: 200 },
      },
    ]),
    ...about(bare, [
      {
        title: "an empty list of headers is no header line at all",
        request: { origin: app, asks: "PUT" },
        decision: "preflight allowed",
        ...answered,
        sends: { origin: app, methods: "PUT", maxAge: "7200", vary: "Origin" },
        page: { reads: 200 },
      },
      {
        title: "an empty list of headers stops JSON",
        request: { origin: app, asks: "PUT", asksHeaders: "content-type" },
        decision: "preflight header-not-allowed",
        ...answered,
        sends: { origin: app, methods: "PUT", maxAge: "7200", vary: "Origin" },
        page: { blocked: "header-not-listed" },
      },
    ]),
    ...about(everybody, [
      {
        title: "a public preflight is granted to everybody and does not vary",
        request: { origin: other, asks: "PUT", asksHeaders: "content-type" },
        decision: "preflight allowed",
        ...answered,
        sends: {
          origin: "*",
          methods: "GET, HEAD, PUT",
          headers: "content-type",
          maxAge: "7200",
        },
        page: { reads: 200 },
      },
    ]),
  ];
};
