import { about, type App, type Route, type RouteMethod, type RowGroup } from "../row.ts";

/** Redirects: each hop needs its own headers, and another origin's hop makes the page's origin `null`. */
export const redirects: RowGroup = ({ app, other, second }) => {
  /** A redirect whose method lives on: 307 and 308 keep it, the others make a POST a GET. */
  function redirect(
    url: string,
    status: number,
    location: string,
    method: RouteMethod = "GET",
  ): Route {
    return { url, method, reply: { as: "redirect", status, location } };
  }

  const routes: readonly Route[] = [
    { url: "/items" },
    { url: "/items", method: "POST", reply: { status: 201 } },
    { url: "/items", method: "PUT", reply: { status: 202 } },
    ...[301, 302, 303, 307, 308].flatMap((status) => [
      redirect(`/moved/${status}`, status, "/items"),
      redirect(`/moved/${status}`, status, "/items", "POST"),
    ]),
    redirect("/moved/307", 307, "/items", "PUT"),
    redirect("/moved/303", 303, "/items", "PUT"),
    redirect("/twice", 302, "/moved/302"),
    redirect("/gone", 302, "/nowhere"),
    redirect("/away", 302, `${second}/items`),
    redirect("/away", 307, `${second}/items`, "PUT"),
    redirect("/mail", 302, "mailto:nobody@example.com"),
  ];

  const listed: App = {
    cors: { origin: app, methods: ["GET", "POST", "PUT"], allowedHeaders: ["content-type", "x-a"] },
    routes,
  };

  const opaque: App = {
    cors: {
      origin: [app, "null"],
      methods: ["GET", "POST", "PUT"],
      dangerously: { allowNullOrigin: true },
    },
    routes,
  };

  const everybody: App = {
    cors: { origin: "*", methods: ["GET", "POST", "PUT"], allowedHeaders: ["content-type", "x-a"] },
    routes,
  };

  const allowed = {
    decision: "actual allowed",
    sends: { origin: app, vary: "Origin" },
  } as const;
  const toEverybody = { decision: "actual allowed", sends: { origin: "*" } } as const;
  const text = { "content-type": "text/plain" } as const;

  return [
    ...about(listed, [
      ...[301, 302, 303, 307, 308].map((status) => ({
        title: `a listed origin follows a ${status} and reads what is there`,
        request: { origin: app, path: `/moved/${status}` },
        ...allowed,
        status,
        page: { reads: 200 },
      })),
      ...[301, 302, 303].map((status) => ({
        title: `a POST that meets a ${status} goes on as GET`,
        request: {
          method: "POST",
          origin: app,
          path: `/moved/${status}`,
          headers: text,
          body: "x",
        },
        ...allowed,
        status,
        page: { reads: 200 },
      })),
      ...[307, 308].map((status) => ({
        title: `a POST that meets a ${status} stays a POST`,
        request: {
          method: "POST",
          origin: app,
          path: `/moved/${status}`,
          headers: text,
          body: "x",
        },
        ...allowed,
        status,
        page: { reads: 201 },
      })),
      {
        title: "a PUT that meets a 307 stays a PUT",
        request: { method: "PUT", origin: app, path: "/moved/307" },
        ...allowed,
        status: 307,
        page: { reads: 202, preflight: true },
      },
      {
        title: "a PUT that meets a 303 goes on as GET",
        request: { method: "PUT", origin: app, path: "/moved/303" },
        ...allowed,
        status: 303,
        page: { reads: 200, preflight: true },
      },
      {
        title: "a request with a header of its own is followed",
        request: { origin: app, path: "/moved/302", headers: { "x-a": "1" } },
        ...allowed,
        status: 302,
        page: { reads: 200, preflight: true },
      },
      {
        title: "two redirects are followed",
        request: { origin: app, path: "/twice" },
        ...allowed,
        status: 302,
        page: { reads: 200 },
      },
      {
        title: "a redirect to nowhere is a 404 that the page reads",
        request: { origin: app, path: "/gone" },
        ...allowed,
        status: 302,
        page: { reads: 404 },
      },
      {
        title: "a preflight of a path that redirects is answered, not redirected",
        request: { origin: app, path: "/moved/307", asks: "PUT" },
        decision: "preflight allowed",
        status: 204,
        ran: false,
        sends: {
          origin: app,
          methods: "GET, HEAD, POST, PUT",
          headers: "content-type, x-a",
          maxAge: "7200",
          vary: "Origin",
        },
        page: { reads: 202 },
      },
      {
        title: "an unlisted origin is not even told where to go",
        request: { origin: other, path: "/moved/302" },
        decision: "actual origin-not-allowed",
        status: 302,
        sends: { vary: "Origin" },
        page: { blocked: "acao-missing" },
      },
      {
        title: "a redirect without Origin varies",
        request: { path: "/moved/302" },
        decision: "no-origin no-origin",
        status: 302,
        sends: { vary: "Origin" },
      },
      {
        title: "a page that follows no redirect sees an opaque answer",
        request: { origin: app, path: "/moved/302?manual" },
        ...allowed,
        status: 302,
        page: { redirect: "manual", reads: 0 },
      },
      {
        title: "a page that wants no redirect fails at one",
        request: { origin: app, path: "/moved/302?error" },
        ...allowed,
        status: 302,
        page: { redirect: "error", blocked: "redirect-mode-error" },
      },
      {
        title: "behind a redirect to another origin a listed page is null, and not listed",
        request: { origin: app, path: "/away" },
        ...allowed,
        status: 302,
        page: { blocked: "acao-missing" },
      },
      {
        title:
          "a PUT behind a redirect to another origin is refused there, whoever's preflight passed",
        request: { method: "PUT", origin: app, path: "/away" },
        ...allowed,
        status: 307,
        page: { blocked: "acao-missing", preflight: true },
      },
      {
        title: "a redirect to a scheme that is no http ends there",
        request: { origin: app, path: "/mail" },
        ...allowed,
        status: 302,
        page: { blocked: "redirect-scheme" },
      },
    ]),
    ...about(opaque, [
      {
        title: "behind a redirect to another origin a listed page is null, and listed dangerously",
        request: { origin: app, path: "/away" },
        ...allowed,
        status: 302,
        page: { reads: 200 },
      },
      {
        title:
          "a PUT behind a redirect to another origin runs there where null is listed, dangerously",
        request: { method: "PUT", origin: app, path: "/away" },
        ...allowed,
        status: 307,
        page: { reads: 202, preflight: true },
      },
    ]),
    ...about(everybody, [
      {
        title: "everybody follows a public redirect",
        request: { origin: other, path: "/moved/302" },
        ...toEverybody,
        status: 302,
        page: { reads: 200 },
      },
      {
        title: "everybody follows a public redirect to another origin",
        request: { origin: app, path: "/away" },
        ...toEverybody,
        status: 302,
        page: { reads: 200 },
      },
      {
        title: "a public PUT follows a redirect to another origin after a second preflight",
        request: { method: "PUT", origin: app, path: "/away" },
        ...toEverybody,
        status: 307,
        page: { reads: 202, preflight: true },
      },
    ]),
  ];
};
