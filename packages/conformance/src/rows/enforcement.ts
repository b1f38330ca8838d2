import { about, type App, type RowGroup, type RowRequest } from "../row.ts";
import { enforcementByHost } from "./enforcement-host.ts";

/** Writes that a browser would let through: what is refused before it runs, and what is not. */
export const enforcement: RowGroup = (origins) => {
  const { admin, api, app, other } = origins;
  const routes = [
    { url: "/items" },
    { url: "/items", method: "POST" },
    { url: "/items", method: "PUT" },
    { url: "/items", method: "DELETE" },
    { url: "/items", method: "OPTIONS" },
  ] as const;

  const policy = { origin: app, methods: ["GET", "POST", "PUT", "OPTIONS"] };
  const standard: App = { cors: policy, routes };
  const off: App = { cors: { ...policy, enforce: "off" }, routes };
  const report: App = { cors: { ...policy, enforce: "report" }, routes };
  const accepting: App = {
    cors: { ...policy, acceptFrom: [other, "https://*.idp.example.org"] },
    routes,
  };
  const everybody: App = { cors: { origin: "*", methods: ["GET", "POST"] }, routes };
  const readOnly: App = { cors: { origin: app, methods: ["GET"] }, routes };
  const failing: App = {
    cors: { ...policy, origin: () => Promise.reject(new Error("no database")) },
    routes,
  };

  const text = { "content-type": "text/plain" } as const;

  function post(origin: string | undefined, fetchSite?: string): RowRequest {
    return {
      method: "POST",
      ...(origin !== undefined && { origin }),
      headers: { ...text, ...(fetchSite !== undefined && { "sec-fetch-site": fetchSite }) },
      body: "x",
    };
  }

  const vary = { sends: { vary: "Origin" } } as const;
  const allowed = { decision: "actual allowed", sends: { origin: app, vary: "Origin" } } as const;
  const refused = {
    decision: "actual origin-not-allowed",
    status: 403,
    ran: false,
    ...vary,
  } as const;
  const unlisted = { decision: "actual origin-not-allowed", ...vary } as const;
  const hidden = { blocked: "acao-missing" } as const;

  return [
    ...about(standard, [
      {
        title: "a listed origin writes",
        request: post(app, "cross-site"),
        ...allowed,
        page: { reads: 200 },
      },
      {
        title: "an unlisted origin's POST without a preflight does not run",
        request: post(other),
        ...refused,
        page: hidden,
      },
      {
        title: "an unlisted origin's POST does not run when the browser says cross-site",
        request: post(other, "cross-site"),
        ...refused,
      },
      {
        title: "an unlisted origin's POST does not run when the browser says same-site",
        request: post(admin, "same-site"),
        ...refused,
      },
      {
        title: "an unlisted origin's POST does not run when the browser says what nobody knows",
        request: post(other, "Same-Origin"),
        ...refused,
      },
      ...["PUT", "DELETE"].map((method) => ({
        title: `an unlisted origin's ${method} does not run, had it come past the preflight`,
        request: { method, origin: other },
        ...refused,
        page: { ...hidden, preflight: true },
      })),
      ...["GET", "HEAD", "OPTIONS"].map((method) => ({
        title: `an unlisted origin's ${method} changes nothing and runs`,
        request: { method, origin: other, headers: { "sec-fetch-site": "cross-site" } },
        ...unlisted,
      })),
      {
        title: "an unlisted origin's POST to nowhere is refused before it is a 404",
        request: { ...post(other), path: "/nowhere" },
        ...refused,
        page: hidden,
      },
      {
        title: "a listed origin's method that is not listed does not run, and the page reads why",
        request: { method: "DELETE", origin: app },
        decision: "actual method-not-allowed",
        status: 403,
        ran: false,
        sends: { origin: app, vary: "Origin" },
        page: { blocked: "method-not-listed", preflight: true },
      },
      {
        title: "a foreign WebSocket handshake is refused",
        request: {
          origin: other,
          headers: {
            connection: "Upgrade",
            upgrade: "websocket",
            "sec-websocket-version": "13",
            "sec-websocket-key": "MDEyMzQ1Njc4OWFiY2RlZg==",
          },
        },
        ...refused,
      },
      {
        title: "a cross-site POST without Origin does not run",
        request: post(undefined, "cross-site"),
        decision: "no-origin cross-site-without-origin",
        status: 403,
        ran: false,
        ...vary,
      },
      {
        title: "a same-site POST without Origin does not run",
        request: post(undefined, "same-site"),
        decision: "no-origin cross-site-without-origin",
        status: 403,
        ran: false,
        ...vary,
      },
      {
        title: "a cross-site GET without Origin runs: a link was followed",
        request: { headers: { "sec-fetch-site": "cross-site" } },
        decision: "no-origin no-origin",
        ...vary,
      },
      ...["same-origin", "none"].map((site) => ({
        title: `a POST without Origin runs when the browser says ${site}`,
        request: post(undefined, site),
        decision: "no-origin no-origin" as const,
        ...vary,
      })),
      {
        title: "a POST without Origin and without Sec-Fetch-Site runs: no browser sent it",
        request: post(undefined),
        decision: "no-origin no-origin",
        ...vary,
      },
      ...["same-origin", "none"].map((site) => ({
        title: `a POST with an unlisted Origin runs when the browser says ${site}`,
        request: post(api, site),
        decision: "same-origin same-origin" as const,
        ...vary,
      })),
    ]),
    ...about(readOnly, [
      {
        title: "POST passes every preflight, and does not run where it is not listed",
        request: post(app),
        decision: "actual method-not-allowed",
        status: 403,
        ran: false,
        sends: { origin: app, vary: "Origin" },
        page: { reads: 403 },
      },
    ]),
    ...about(off, [
      {
        title: "switched off, an unlisted origin's POST runs and cannot be read",
        request: post(other, "cross-site"),
        ...unlisted,
        page: hidden,
      },
      {
        title: "switched off, an unlisted method of a listed origin runs",
        request: { method: "DELETE", origin: app },
        decision: "actual method-not-allowed",
        sends: { origin: app, vary: "Origin" },
        page: { blocked: "method-not-listed", preflight: true },
      },
      {
        title: "switched off, a cross-site POST without Origin runs",
        request: post(undefined, "cross-site"),
        decision: "no-origin no-origin",
        ...vary,
      },
      {
        title: "switched off, a preflight of an unlisted origin is refused all the same",
        request: { origin: other, asks: "PUT" },
        decision: "preflight origin-not-allowed",
        status: 403,
        ran: false,
        ...vary,
        page: hidden,
      },
    ]),
    ...about(report, [
      {
        title: "when only reported, an unlisted origin's POST runs",
        request: post(other, "cross-site"),
        ...unlisted,
        page: hidden,
      },
      {
        title: "when only reported, a cross-site POST without Origin runs",
        request: post(undefined, "cross-site"),
        decision: "no-origin cross-site-without-origin",
        ...vary,
      },
      {
        title: "when only reported, an unlisted method runs and says so",
        request: { method: "DELETE", origin: app },
        decision: "actual method-not-allowed",
        sends: { origin: app, vary: "Origin" },
        page: { blocked: "method-not-listed", preflight: true },
      },
    ]),
    ...about(accepting, [
      {
        title: "an origin that may send runs and cannot be read",
        request: post(other, "cross-site"),
        decision: "actual accepted-unreadable",
        ...vary,
        page: hidden,
      },
      {
        title: "an origin that may send by a pattern runs and cannot be read",
        request: post("https://login.idp.example.org", "cross-site"),
        decision: "actual accepted-unreadable",
        ...vary,
      },
      {
        title: "an origin that may only send is refused at the preflight",
        request: { origin: other, asks: "PUT" },
        decision: "preflight origin-not-allowed",
        status: 403,
        ran: false,
        ...vary,
        page: hidden,
      },
      {
        title: "an origin that may neither read nor send is refused",
        request: post("https://idp.example.org", "cross-site"),
        ...refused,
      },
    ]),
    ...about(everybody, [
      {
        title: "everybody writes by a listed method",
        request: post(other, "cross-site"),
        decision: "actual allowed",
        sends: { origin: "*" },
        page: { reads: 200 },
      },
      {
        title: "everybody writes without Origin by a listed method",
        request: post(undefined, "cross-site"),
        decision: "no-origin no-origin",
        sends: { origin: "*" },
      },
      {
        title: "nobody writes by an unlisted method",
        request: { method: "PUT", origin: other },
        decision: "actual method-not-allowed",
        status: 403,
        ran: false,
        sends: { origin: "*" },
        page: { blocked: "method-not-listed", preflight: true },
      },
    ]),
    ...about(failing, [
      {
        title: "a rule that fails refuses a write with 503",
        request: post(app),
        decision: "actual origin-check-failed",
        status: 503,
        ran: false,
        ...vary,
        page: hidden,
      },
    ]),
    ...enforcementByHost(origins),
  ];
};
