import type { WalkInit } from "@corsage/browser";
import { app, type Parts } from "./planted-server.ts";

export const acao = ["access-control-allow-origin", app, "vary", "Origin"];
export const put: WalkInit = { method: "PUT" };
const cookies: WalkInit = { credentials: "include" };

/** One server with one fault, and what `check` finds in it. */
export interface Row {
  title: string;
  parts: Parts;
  init?: WalkInit;
  /** Whether the request goes out though it is unsafe. */
  send?: true;
  codes: readonly string[];
  /** What somebody does who reads a fix that is no policy to paste; all others are pasted. */
  byHand?: { parts?: Parts; init?: WalkInit };
}

export const rows: readonly Row[] = [
  { title: "a correct server has no finding", parts: {}, codes: [] },
  { title: "nor a credentialed request to it", parts: {}, init: cookies, codes: [] },
  {
    title: "no CORS at all",
    parts: { actual: () => [200, []], preflight: () => [404, []] },
    codes: ["acao-missing"],
  },
  {
    title: "a preflight behind a login",
    parts: { preflight: () => [401, []] },
    init: put,
    codes: ["preflight-not-ok-auth"],
  },
  {
    title: "nobody answers OPTIONS",
    parts: { preflight: () => [405, []] },
    init: put,
    codes: ["preflight-404-405"],
  },
  {
    title: "a redirected preflight",
    parts: { preflight: () => [308, ["location", "/orders/", ...acao]] },
    init: put,
    codes: ["preflight-redirect"],
  },
  {
    title: "the method is not listed",
    parts: {},
    init: { method: "DELETE" },
    codes: ["method-not-allowed"],
  },
  {
    title: "method and header at once",
    parts: {},
    init: { method: "DELETE", headers: { "x-id": "1" } },
    codes: ["method-not-allowed", "header-not-allowed"],
  },
  {
    title: "a method in lower case",
    parts: {},
    init: { method: "patch" },
    codes: ["method-case"],
    byHand: { init: { method: "PATCH" } },
  },
  {
    title: "a method in lower case, listed in upper case",
    parts: { preflight: () => [204, [...acao, "access-control-allow-methods", "PATCH"]] },
    init: { method: "patch" },
    codes: ["method-case"],
    byHand: { init: { method: "PATCH" } },
  },
  {
    title: "a list in lower case",
    parts: { preflight: () => [204, [...acao, "access-control-allow-methods", "get, delete"]] },
    init: { method: "DELETE" },
    codes: ["method-case"],
  },
  {
    title: "OPTIONS gets the framework's default answer",
    parts: { preflight: () => [200, ["allow", "GET, PUT"]], actual: () => [200, []] },
    init: put,
    codes: ["route-cors-no-options"],
  },
  {
    title: "OPTIONS is left out of CORS",
    parts: { preflight: () => [200, []] },
    init: put,
    codes: ["route-cors-no-options"],
  },
  {
    title: "a preflight that another request would need is asked to log in",
    parts: { preflight: () => [401, ["www-authenticate", "Basic"]] },
    codes: ["preflight-not-ok-auth"],
  },
  {
    title: "a preflight that another request would need has no route",
    parts: { preflight: () => [405, ["allow", "GET"]] },
    codes: ["preflight-404-405"],
  },
  {
    title: "a preflight that another request would need is redirected",
    parts: { preflight: () => [302, ["location", "/login"]] },
    codes: ["preflight-redirect"],
  },
  {
    title: "a list that cannot be read",
    parts: { preflight: () => [204, [...acao, "access-control-allow-methods", "GET; PUT"]] },
    init: put,
    codes: ["invalid-token"],
  },
  {
    title: "* beside credentials",
    parts: {
      actual: () => [
        200,
        ["access-control-allow-origin", "*", "access-control-allow-credentials", "true"],
      ],
    },
    init: cookies,
    codes: ["wildcard-with-credentials"],
  },
  {
    title: "credentials are not allowed",
    parts: { actual: () => [200, acao] },
    init: cookies,
    codes: ["acac-missing"],
  },
  {
    title: "two layers",
    parts: { actual: () => [200, [...acao, ...acao]] },
    codes: ["acao-multiple"],
  },
  {
    title: "two layers, on the preflight alone",
    parts: { preflight: () => [204, [...acao, ...acao]] },
    codes: ["acao-multiple"],
  },
  {
    title: "two layers allow credentials",
    parts: {
      actual: () => [
        200,
        [
          ...acao,
          "access-control-allow-credentials",
          "true",
          "access-control-allow-credentials",
          "true",
        ],
      ],
    },
    codes: ["acao-multiple"],
  },
  {
    title: "another origin",
    parts: { actual: () => [200, ["access-control-allow-origin", `${app}/`]] },
    codes: ["origin-mismatch"],
  },
  {
    title: "an error behind CORS",
    parts: { actual: () => [500, []] },
    codes: ["error-response-without-cors"],
  },
  {
    title: "only other paths' errors are silent",
    parts: { actual: ({ url }) => (url === "/orders" ? [200, acao] : [404, []]) },
    codes: ["error-response-without-cors"],
  },
  {
    title: "errors of the URL itself are silent, and the request is not sent",
    parts: { actual: () => [405, []] },
    init: put,
    codes: ["error-response-without-cors"],
  },
  {
    title: "every origin reflected",
    parts: {
      actual: ({ headers }) => [
        200,
        ["access-control-allow-origin", headers.origin ?? app, "vary", "Origin"],
      ],
    },
    codes: ["origin-reflected", "null-origin-allowed"],
  },
  {
    title: "* beside credentials, where the request has none",
    parts: {
      actual: () => [
        200,
        ["access-control-allow-origin", "*", "access-control-allow-credentials", "true"],
      ],
    },
    codes: ["wildcard-with-credentials"],
  },
  {
    title: "every origin reflected, with credentials",
    parts: {
      actual: ({ headers }) => [
        200,
        [
          "access-control-allow-origin",
          headers.origin ?? app,
          "access-control-allow-credentials",
          "true",
          "vary",
          "Origin",
        ],
      ],
    },
    codes: ["origin-reflected-with-credentials", "null-origin-allowed"],
  },
  {
    title: "null let in",
    parts: {
      actual: ({ headers }) => [
        200,
        headers.origin === "null"
          ? ["access-control-allow-origin", "null", "vary", "Origin"]
          : acao,
      ],
    },
    codes: ["null-origin-allowed"],
  },
  {
    title: "no Vary",
    parts: {
      actual: ({ headers }) => [
        200,
        headers.origin === app ? ["access-control-allow-origin", app] : [],
      ],
    },
    codes: ["vary-missing"],
  },
  {
    title: "Vary only where it is granted",
    parts: { actual: ({ headers }) => [200, headers.origin === app ? acao : []] },
    codes: ["vary-partial"],
  },
  {
    title: "Vary wherever there is an Origin, and only there",
    parts: {
      actual: ({ headers }) => [
        200,
        headers.origin === app ? acao : headers.origin === undefined ? [] : ["vary", "Origin"],
      ],
    },
    codes: ["vary-partial"],
  },
  {
    title: "a max age beyond all engines",
    parts: { preflight: () => [204, [...acao, "access-control-max-age", "1728000"]] },
    codes: ["max-age-misjudged"],
  },
  {
    title: "lists told to a stranger",
    parts: {
      preflight: ({ headers }) => [
        204,
        [
          ...(headers.origin === app ? acao : ["vary", "Origin"]),
          "access-control-allow-methods",
          "GET",
        ],
      ],
    },
    codes: ["lists-disclosed"],
  },
  {
    title: "the policy depends on a cookie",
    parts: {
      actual: ({ headers }) => [200, headers.cookie === undefined ? ["vary", "Origin"] : acao],
    },
    codes: ["acao-missing", "cookie-dependent"],
  },
  {
    title: "the other slash is redirected",
    parts: {
      actual: ({ url }) =>
        url === "/orders/" ? [301, ["location", "/orders"]] : [url === "/orders" ? 200 : 404, acao],
    },
    codes: ["slash-redirect"],
  },
  {
    title: "the other slash is redirected, preflights too",
    parts: {
      preflight: ({ url }) =>
        url === "/orders/" ? [308, ["location", "/orders", ...acao]] : [204, acao],
      actual: ({ url }) =>
        url === "/orders/"
          ? [308, ["location", "/orders", ...acao]]
          : [url === "/orders" ? 200 : 404, acao],
    },
    codes: ["slash-redirect"],
  },
  {
    title: "every OPTIONS is swallowed",
    parts: { swallowsOptions: true },
    codes: ["options-swallowed"],
  },
  {
    title: "only the preflight is answered with CORS headers",
    parts: {
      actual: ({ method, url }) =>
        method === "PUT" ? [200, []] : [url === "/orders" ? 200 : 404, acao],
    },
    init: put,
    send: true,
    codes: ["preflight-only-headers"],
  },
  {
    title: "only the preflight has CORS headers, and the request is not sent",
    parts: { actual: () => [200, []] },
    init: put,
    codes: ["preflight-only-headers"],
  },
  {
    title: "a redirect to another origin",
    parts: {
      actual: ({ url, headers }) =>
        url === "/orders"
          ? [
              302,
              [
                "location",
                `http://localhost:${headers.host?.split(":")[1] ?? ""}/elsewhere`,
                ...acao,
              ],
            ]
          : [200, acao],
    },
    codes: ["redirect-drops-origin"],
    byHand: { parts: { actual: () => [401, acao] } },
  },
  {
    title: "* in the lists beside credentials",
    parts: {
      preflight: () => [
        204,
        [...acao, "access-control-allow-credentials", "true", "access-control-allow-methods", "*"],
      ],
    },
    init: { ...put, credentials: "include" },
    codes: ["wildcards-literal-with-credentials"],
  },
  {
    title: "* for authorization",
    parts: { preflight: () => [204, [...acao, "access-control-allow-headers", "*"]] },
    init: { headers: { authorization: "Bearer x" } },
    codes: ["acah-star-authorization"],
  },
  {
    title: "a header that is not exposed",
    parts: {
      actual: ({ url }) => [url === "/orders" ? 200 : 404, [...acao, "x-total", "3"]],
    },
    codes: ["expose-headers-missing"],
  },
  {
    title: "a cookie that stays at home",
    parts: {
      actual: ({ url }) => [
        url === "/orders" ? 200 : 404,
        [...acao, "access-control-allow-credentials", "true", "set-cookie", "id=1; HttpOnly"],
      ],
    },
    init: cookies,
    codes: ["cookie-not-sent"],
    byHand: {
      parts: {
        actual: ({ url }) => [
          url === "/orders" ? 200 : 404,
          [
            ...acao,
            "access-control-allow-credentials",
            "true",
            "set-cookie",
            "id=1; HttpOnly; SameSite=None; Secure",
          ],
        ],
      },
    },
  },
  {
    title: "a header that no page can set",
    parts: {},
    init: { headers: { host: "other.example" } },
    codes: ["header-dropped"],
    byHand: { init: {} },
  },
];
