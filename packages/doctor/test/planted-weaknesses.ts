import { acao, cookies, put, type Row } from "./planted-row.ts";
import { app } from "./planted-server.ts";

/** Faults beside the request, on which this one passes and another, or somebody, will not; and no fault at all. */
export const weaknesses: readonly Row[] = [
  { title: "a correct server has no finding", parts: {}, codes: [] },
  { title: "nor a credentialed request to it", parts: {}, init: cookies, codes: [] },
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
    title: "only the preflight has CORS headers, and the request is not sent",
    parts: { actual: () => [200, []] },
    init: put,
    codes: ["preflight-only-headers"],
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
