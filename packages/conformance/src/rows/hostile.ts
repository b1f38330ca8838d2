import { about, type App, type RowGroup } from "../row.ts";

/** Requests nobody's page would make, and answers that try to say more than the policy. */
export const hostile: RowGroup = ({ app, other }) => {
  const foreign = {
    "Access-Control-Allow-Origin": "*",
    "access-control-allow-credentials": "true",
    "access-control-allow-private-network": "true",
    "access-control-max-age": "1",
  } as const;

  const routes = [
    { url: "/items" },
    { url: "/items", method: "PUT" },
    { url: "/items", method: "OPTIONS" },
    { url: "/foreign", reply: { headers: foreign } },
    { url: "/foreign", method: "PUT", reply: { headers: foreign } },
    { url: "/twice", reply: { headers: { "access-control-allow-origin": [app, app] } } },
    { url: "/refused", reply: { status: 401, headers: foreign } },
  ] as const;

  const policy = { origin: app, methods: ["GET", "PUT"] };
  const listed: App = { cors: policy, routes };
  const pattern: App = {
    cors: { origin: "https://**.example.com", methods: ["GET", "PUT"] },
    routes,
  };
  const everybody: App = { cors: { origin: "*", methods: ["GET", "PUT"] }, routes };
  const anyHeader: App = { cors: { ...policy, allowedHeaders: "*" }, routes };
  const keeping: App = { cors: { ...policy, onConflict: "keep" }, routes };

  const refused = {
    decision: "actual origin-not-allowed",
    sends: { vary: "Origin" },
  } as const;

  const granted = { decision: "preflight allowed", status: 204, ran: false } as const;
  const lists = { origin: app, methods: "GET, HEAD, PUT", maxAge: "7200" } as const;

  /** What strangers write where an origin belongs. */
  const malformed: readonly (readonly [title: string, origin: string])[] = [
    ["a trailing slash", `${app}/`],
    ["a path", `${app}/items`],
    ["a query", `${app}?a`],
    ["a fragment", `${app}#a`],
    ["the default port", `${app}:443`],
    ["an empty port", `${app}:`],
    ["userinfo", "https://user@app.example.com"],
    ["another host as userinfo", "https://app.example.com@evil.net"],
    ["upper case in the scheme", "HTTPS://app.example.com"],
    ["upper case in the host", "https://APP.example.com"],
    ["a trailing dot", `${app}.`],
    ["no scheme", "app.example.com"],
    ["an empty host", "https://"],
    ["a space before a second origin", `${app} https://evil.net`],
    ["a comma before a second origin", `${app}, https://evil.net`],
    ["a comma after another origin", `https://evil.net, ${app}`],
    ["a tab inside", "https://app.example\t.com"],
    ["a backslash", "https:\\\\app.example.com"],
    ["a percent-encoded dot", "https://app%2eexample.com"],
    ["a letter beyond ASCII", "https://\u00e4pp.example.com"],
    ["two dots in a row", "https://app..example.com"],
    ["a star", "*"],
    ["the word true", "true"],
    ["a listed host in front of another", "https://app.example.com.evil.net"],
    ["a listed host behind other letters", "https://evilapp.example.com.net"],
    ["a port that is a host", "https://app.example.com:8443.evil.net"],
    ["ten thousand letters", `https://${"a".repeat(10_000)}.example.com`],
    ["four thousand labels", `https://${"a.".repeat(4000)}example.com`],
  ];

  return [
    ...[listed, pattern].flatMap((application, index) =>
      about(
        application,
        malformed.map(([title, origin]) => ({
          title: `an Origin with ${title} is not ${index === 0 ? "an exact one" : "in a pattern"}`,
          request: { origin },
          ...refused,
        })),
      ),
    ),
    ...about(listed, [
      {
        title: "an empty Origin is malformed, not absent",
        request: { origin: "" },
        ...refused,
      },
      {
        title: "an empty Origin makes no preflight",
        request: { method: "OPTIONS", origin: "", asks: "PUT" },
        ...refused,
      },
      {
        title: "two Origin lines are no listed origin",
        request: { headers: { origin: [app, "https://evil.net"] } },
        ...refused,
      },
      {
        title: "a malformed Origin is refused at the preflight and not echoed",
        request: { origin: `${app}/`, asks: "PUT" },
        decision: "preflight origin-not-allowed",
        status: 403,
        ran: false,
        sends: { vary: "Origin" },
      },
      {
        title: "an Origin beyond 330 bytes is refused at the preflight",
        request: { origin: `https://${"a".repeat(10_000)}.example.com`, asks: "PUT" },
        decision: "preflight origin-not-allowed",
        status: 403,
        ran: false,
        sends: { vary: "Origin" },
      },
      {
        title: "a long list of requested headers is judged and not echoed",
        request: { origin: app, asks: "PUT", asksHeaders: "x-a,".repeat(1500) },
        ...granted,
        decision: "preflight header-not-allowed",
        sends: { ...lists, headers: "content-type", vary: "Origin" },
      },
      {
        title: "a preflight with a body is answered without it",
        request: {
          origin: app,
          asks: "PUT",
          headers: { "content-type": "application/json" },
          body: '{"a":',
        },
        ...granted,
        sends: { ...lists, headers: "content-type", vary: "Origin" },
      },
      {
        title: "a preflight with cookies and a password is answered alike",
        request: {
          origin: app,
          asks: "PUT",
          headers: { cookie: "id=1", authorization: "Basic eDp5" },
        },
        ...granted,
        sends: { ...lists, headers: "content-type", vary: "Origin" },
      },
      {
        title: "a request's own CORS headers are nobody's answer",
        request: {
          origin: other,
          headers: { "access-control-allow-origin": other, vary: "X-Evil" },
        },
        ...refused,
      },
      {
        title: "a handler's own CORS headers give way to the policy's",
        request: { origin: app, path: "/foreign" },
        decision: "actual allowed",
        sends: { origin: app, vary: "Origin" },
        page: { reads: 200 },
      },
      {
        title: "a handler cannot admit an origin that is not listed",
        request: { origin: other, path: "/foreign" },
        ...refused,
        page: { blocked: "acao-missing" },
      },
      {
        title: "a handler's own CORS headers go without Origin too",
        request: { path: "/foreign" },
        decision: "no-origin no-origin",
        sends: { vary: "Origin" },
      },
      {
        title: "a handler's two lines become one",
        request: { origin: app, path: "/twice" },
        decision: "actual allowed",
        sends: { origin: app, vary: "Origin" },
        page: { reads: 200 },
      },
      {
        title: "an error's own CORS headers give way to the policy's",
        request: { origin: app, path: "/refused" },
        decision: "actual allowed",
        status: 401,
        sends: { origin: app, vary: "Origin" },
        page: { reads: 401 },
      },
    ]),
    ...about(keeping, [
      {
        title: "foreign CORS headers that are to be kept stay whole, and ours stay away",
        request: { origin: app, path: "/foreign" },
        decision: "actual allowed",
        sends: {
          origin: "*",
          credentials: "true",
          maxAge: "1",
          privateNetwork: "true",
          vary: "Origin",
        },
        page: { reads: 200 },
      },
      {
        title: "foreign CORS headers that are to be kept stay where we grant nothing",
        request: { origin: other, path: "/foreign" },
        decision: "actual origin-not-allowed",
        sends: {
          origin: "*",
          credentials: "true",
          maxAge: "1",
          privateNetwork: "true",
          vary: "Origin",
        },
        page: { reads: 200 },
      },
      {
        title: "where foreign headers are to be kept and there are none, ours are sent",
        request: { origin: app },
        decision: "actual allowed",
        sends: { origin: app, vary: "Origin" },
        page: { reads: 200 },
      },
      {
        title: "a preflight is ours, whatever the handler behind it would keep",
        request: { origin: app, path: "/foreign", asks: "PUT" },
        ...granted,
        sends: { ...lists, headers: "content-type", vary: "Origin" },
        page: { reads: 200 },
      },
    ]),
    ...about(everybody, [
      {
        title: "a public answer is public whatever Origin says",
        request: { origin: "https://app.example.com/, nonsense" },
        decision: "actual allowed",
        sends: { origin: "*" },
      },
      {
        title: "a handler cannot add credentials to a public answer",
        request: { origin: other, path: "/foreign" },
        decision: "actual allowed",
        sends: { origin: "*" },
        page: { reads: 200 },
      },
    ]),
    ...about(anyHeader, [
      {
        title: "where any header is allowed, what is no list of names is not echoed",
        request: { origin: app, asks: "PUT", asksHeaders: "x-a, x b, <script>" },
        ...granted,
        decision: "preflight header-not-allowed",
        sends: { ...lists, vary: "Origin, Access-Control-Request-Headers" },
      },
      {
        title: "where any header is allowed, a list without end is not echoed",
        request: { origin: app, asks: "PUT", asksHeaders: ",".repeat(5000) },
        ...granted,
        decision: "preflight header-not-allowed",
        sends: { ...lists, vary: "Origin, Access-Control-Request-Headers" },
      },
    ]),
  ];
};
