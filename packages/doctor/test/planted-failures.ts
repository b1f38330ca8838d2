import { acao, cookies, put, type Row } from "./planted-row.ts";
import { app } from "./planted-server.ts";

/** Faults on which a browser blocks the request that is walked. */
export const failures: readonly Row[] = [
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
    title: "the policy depends on a cookie",
    parts: {
      actual: ({ headers }) => [200, headers.cookie === undefined ? ["vary", "Origin"] : acao],
    },
    codes: ["acao-missing", "cookie-dependent"],
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
];
