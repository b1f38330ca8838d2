import { about, type App, type RowGroup } from "../row.ts";
import { preflightLists } from "./preflight-lists.ts";

/** What is asked before the request, and answered without running anything. */
export const preflight: RowGroup = (origins) => {
  const { app, other } = origins;
  const listed: App = {
    cors: {
      origin: app,
      methods: ["GET", "POST", "PUT", "DELETE"],
      allowedHeaders: ["content-type", "x-api-key"],
      maxAge: 600,
    },
    routes: [
      { url: "/items" },
      { url: "/items", method: "POST", reply: { status: 201 } },
      { url: "/items", method: "PUT" },
      { url: "/items", method: "OPTIONS" },
    ],
  };

  const lists = {
    origin: app,
    methods: "GET, HEAD, POST, PUT, DELETE",
    headers: "content-type, x-api-key",
    maxAge: "600",
    vary: "Origin",
  } as const;
  const granted = { decision: "preflight allowed", status: 204, ran: false, sends: lists } as const;

  return [
    ...about(listed, [
      {
        title: "a listed method is granted with the full lists",
        request: { origin: app, asks: "PUT" },
        ...granted,
        page: { reads: 200 },
      },
      {
        title: "a listed method and header are granted together",
        request: { origin: app, asks: "PUT", asksHeaders: "content-type,x-api-key" },
        ...granted,
        page: { reads: 200 },
      },
      {
        title: "POST with a listed content type is granted",
        request: { origin: app, asks: "POST", asksHeaders: "content-type" },
        ...granted,
        page: { reads: 201 },
      },
      {
        title: "GET with a listed header is granted",
        request: { origin: app, asks: "GET", asksHeaders: "x-api-key" },
        ...granted,
        page: { reads: 200 },
      },
      {
        title: "HEAD is listed because GET is",
        request: { origin: app, asks: "HEAD", asksHeaders: "x-api-key" },
        ...granted,
        page: { reads: 200 },
      },
      {
        title: "header names are compared without regard to case",
        request: { origin: app, asks: "PUT", asksHeaders: "Content-Type, X-API-Key" },
        ...granted,
      },
      {
        title: "empty members of the requested headers are ignored",
        request: { origin: app, asks: "PUT", asksHeaders: ",content-type,,x-api-key," },
        ...granted,
      },
      {
        title: "an empty list of requested headers asks for none",
        request: { origin: app, asks: "PUT", asksHeaders: "" },
        ...granted,
      },
      {
        title: "requested headers on two lines are one list",
        request: {
          origin: app,
          asks: "PUT",
          headers: { "Access-Control-Request-Headers": ["content-type", "x-api-key"] },
        },
        ...granted,
      },
      {
        title: "a query string changes nothing about the preflight",
        request: { origin: app, asks: "PUT", path: "/items?page=2" },
        ...granted,
        page: { reads: 200 },
      },
      {
        title: "an unlisted method gets the true lists, so that the browser names it",
        request: { origin: app, asks: "PATCH" },
        ...granted,
        decision: "preflight method-not-allowed",
        page: { blocked: "method-not-listed" },
      },
      {
        title: "an unlisted header gets the true lists, so that the browser names it",
        request: { origin: app, asks: "PUT", asksHeaders: "content-type,x-trace" },
        ...granted,
        decision: "preflight header-not-allowed",
        page: { blocked: "header-not-listed" },
      },
      {
        title: "of an unlisted method and an unlisted header, the method is named first",
        request: { origin: app, asks: "PATCH", asksHeaders: "x-trace" },
        ...granted,
        decision: "preflight method-not-allowed",
        page: { blocked: "method-not-listed" },
      },
      {
        title: "methods are compared with regard to case",
        request: { origin: app, asks: "put" },
        ...granted,
        decision: "preflight method-not-allowed",
      },
      {
        title: "a lower-case method that fetch does not normalise is named by the browser",
        request: { origin: app, asks: "delet" },
        ...granted,
        decision: "preflight method-not-allowed",
        page: { blocked: "method-not-listed" },
      },
      {
        title: "safelisted methods need no listing, with a listed header",
        request: { origin: app, asks: "POST", asksHeaders: "x-api-key" },
        ...granted,
        page: { reads: 201 },
      },
      {
        title: "a requested header that is no token is not granted, and not echoed",
        request: { origin: app, asks: "PUT", asksHeaders: "content type" },
        ...granted,
        decision: "preflight header-not-allowed",
      },
      {
        title: "a listed method that is not routed is granted, so that the page reads the 404",
        request: { origin: app, asks: "DELETE" },
        ...granted,
        page: { reads: 404 },
      },
      {
        title: "a path that is not routed is granted, so that the page reads the 404",
        request: { origin: app, asks: "PUT", path: "/nowhere" },
        ...granted,
        page: { reads: 404 },
      },
      {
        title: "an unlisted origin gets 403 and nothing but Vary",
        request: { origin: other, asks: "PUT" },
        decision: "preflight origin-not-allowed",
        status: 403,
        ran: false,
        sends: { vary: "Origin" },
        page: { blocked: "acao-missing" },
      },
      {
        title: "an unlisted origin learns nothing about a path that is not routed",
        request: { origin: other, asks: "PUT", path: "/nowhere" },
        decision: "preflight origin-not-allowed",
        status: 403,
        ran: false,
        sends: { vary: "Origin" },
        page: { blocked: "acao-missing" },
      },
      {
        title: "an unlisted origin is refused a safelisted method with a header as well",
        request: { origin: other, asks: "GET", asksHeaders: "x-api-key" },
        decision: "preflight origin-not-allowed",
        status: 403,
        ran: false,
        sends: { vary: "Origin" },
        page: { blocked: "acao-missing" },
      },
    ]),
    ...preflightLists(origins),
  ];
};
