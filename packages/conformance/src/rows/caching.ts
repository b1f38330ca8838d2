import { about, type App, type Route, type RowGroup } from "../row.ts";

/** What caches may keep, and for whom. */
export const caching: RowGroup = ({ app, other }) => {
  /** What handlers say about Vary themselves, and the whole of it beside ours. */
  const handlers: readonly (readonly [
    title: string,
    own: string | readonly string[],
    whole: string,
  ])[] = [
    ["names another field", "Accept-Encoding", "Accept-Encoding, Origin"],
    ["names two other fields", "Accept-Encoding, Accept", "Accept, Accept-Encoding, Origin"],
    [
      "names two fields on two lines",
      ["Accept-Encoding", "Accept"],
      "Accept, Accept-Encoding, Origin",
    ],
    ["names Origin itself", "Origin", "Origin"],
    ["names origin in lower case", "origin", "origin"],
    ["names Origin among others", "accept, ORIGIN", "accept, ORIGIN"],
    ["varies on everything", "*", "*"],
  ];

  const varying: readonly Route[] = handlers.map(([title, own]) => ({
    url: `/${title.replaceAll(" ", "-")}`,
    reply: { headers: { vary: own } },
  }));

  const routes: readonly Route[] = [
    ...varying,
    { url: "/items", reply: { headers: { "cache-control": "public, max-age=60" } } },
    { url: "/items", method: "PUT" },
    { url: "/throws", reply: { as: "throw", headers: { vary: "Accept" } } },
    { url: "/unchanged", reply: { as: "empty", status: 304, headers: { etag: '"1"' } } },
  ];

  const listed: App = { cors: { origin: [app], methods: ["GET", "PUT"] }, routes };
  const everybody: App = { cors: { origin: "*", methods: ["GET", "PUT"] }, routes };
  const uncached: App = { cors: { origin: app, methods: ["GET", "PUT"], maxAge: 0 }, routes };
  const longest: App = { cors: { origin: app, methods: ["GET", "PUT"], maxAge: 86_400 }, routes };
  const anyHeader: App = {
    cors: { origin: "*", methods: ["GET", "PUT"], allowedHeaders: ["*"] },
    routes,
  };

  return [
    ...about(
      listed,
      handlers.flatMap(([title, , whole]) => {
        const path = `/${title.replaceAll(" ", "-")}`;
        return [
          {
            title: `a handler that ${title} keeps it beside a granted origin`,
            request: { origin: app, path },
            decision: "actual allowed" as const,
            sends: { origin: app, vary: whole },
            page: { reads: 200 },
          },
          {
            title: `a handler that ${title} keeps it where nothing is granted`,
            request: { origin: other, path },
            decision: "actual origin-not-allowed" as const,
            sends: { vary: whole },
            page: { blocked: "acao-missing" as const },
          },
          {
            title: `a handler that ${title} keeps it without Origin`,
            request: { path },
            decision: "no-origin no-origin" as const,
            sends: { vary: whole },
          },
        ];
      }),
    ),
    ...about(
      everybody,
      handlers.map(([title, own]) => ({
        title: `a handler that ${title} is left alone where the answer is public`,
        request: { origin: app, path: `/${title.replaceAll(" ", "-")}` },
        decision: "actual allowed",
        sends: { origin: "*", vary: typeof own === "string" ? own : own.join(", ") },
        page: { reads: 200 },
      })),
    ),
    ...about(listed, [
      {
        title: "an answer that caches may keep varies by origin",
        request: { origin: app },
        decision: "actual allowed",
        sends: { origin: app, vary: "Origin" },
        page: { reads: 200 },
      },
      {
        title: "an answer that caches may keep varies by origin before any page asks",
        request: {},
        decision: "no-origin no-origin",
        sends: { vary: "Origin" },
      },
      {
        title: "a 304 varies like the answer it stands for",
        request: { path: "/unchanged" },
        decision: "no-origin no-origin",
        status: 304,
        sends: { vary: "Origin" },
      },
      {
        title: "a refused preflight varies by origin",
        request: { origin: other, asks: "PUT" },
        decision: "preflight origin-not-allowed",
        status: 403,
        ran: false,
        sends: { vary: "Origin" },
        page: { blocked: "acao-missing" },
      },
    ]),
    ...about(uncached, [
      {
        title: "a max age of zero is said",
        request: { origin: app, asks: "PUT" },
        decision: "preflight allowed",
        status: 204,
        ran: false,
        sends: {
          origin: app,
          methods: "GET, HEAD, PUT",
          headers: "content-type",
          maxAge: "0",
          vary: "Origin",
        },
        page: { reads: 200 },
      },
    ]),
    ...about(longest, [
      {
        title: "the longest max age goes out whole; browsers cut it themselves",
        request: { origin: app, asks: "PUT" },
        decision: "preflight allowed",
        status: 204,
        ran: false,
        sends: {
          origin: app,
          methods: "GET, HEAD, PUT",
          headers: "content-type",
          maxAge: "86400",
          vary: "Origin",
        },
        page: { reads: 200 },
      },
    ]),
    ...about(anyHeader, [
      {
        title: "a public preflight whose lists are computed varies by what they came from",
        request: { origin: other, asks: "PUT", asksHeaders: "x-one" },
        decision: "preflight allowed",
        status: 204,
        ran: false,
        sends: {
          origin: "*",
          methods: "GET, HEAD, PUT",
          headers: "x-one",
          maxAge: "7200",
          vary: "Access-Control-Request-Headers",
        },
        page: { reads: 200 },
      },
    ]),
  ];
};
