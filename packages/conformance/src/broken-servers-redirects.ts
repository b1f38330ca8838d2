import type { BrokenServer, Line, PlantedAnswer } from "./broken-servers.ts";

const origin: Line = ["Access-Control-Allow-Origin", "{origin}"];
const star: Line = ["Access-Control-Allow-Origin", "*"];
const echo: Line = ["Access-Control-Allow-Origin", "{echo}"];
const nothing: Line = ["Access-Control-Allow-Origin", "null"];
const credentials: Line = ["Access-Control-Allow-Credentials", "true"];
const lists: readonly Line[] = [
  ["Access-Control-Allow-Methods", "PUT, DELETE"],
  ["Access-Control-Allow-Headers", "x-a, authorization, content-type"],
];
const to = (location: string, ...lines: Line[]): PlantedAnswer => ({
  status: 302,
  headers: [...lines, ["Location", location]],
});
const near = "{api}{self}/next";
const far = "{second}{self}/next";
const opened = (...lines: Line[]): NonNullable<BrokenServer["hops"]> => ({
  next: {
    preflight: { status: 204, headers: [...lines, ...lists] },
    actual: { headers: lines },
  },
});

export const brokenRedirects: readonly BrokenServer[] = [
  { title: "redirect without a line", actual: to(near), hops: opened(origin) },
  { title: "redirect on the same server", actual: to(near, origin), hops: opened(origin) },
  {
    title: "redirect on the same server, relative",
    actual: to("{self}/next", origin),
    hops: opened(origin),
  },
  {
    title: "redirect, no line at the end",
    actual: to(near, origin),
    hops: { next: { actual: {} } },
  },
  {
    title: "redirect to another server that names the page",
    actual: to(far, origin),
    hops: opened(origin),
  },
  { title: "redirect to another server that echoes", actual: to(far, origin), hops: opened(echo) },
  { title: "redirect to another server with a star", actual: to(far, origin), hops: opened(star) },
  { title: "redirect to another server with null", actual: to(far, origin), hops: opened(nothing) },
  {
    title: "redirect to another server with null and credentials",
    init: { credentials: "include" },
    actual: to(far, origin, credentials),
    hops: opened(nothing, credentials),
  },
  {
    title: "redirect with the origin on two lines",
    actual: to(near, origin, origin),
    hops: opened(origin),
  },
  {
    title: "redirect with another origin",
    actual: to(near, ["Access-Control-Allow-Origin", "https://other.example"]),
    hops: opened(origin),
  },
  {
    title: "redirect without credentials line",
    init: { credentials: "include" },
    actual: to(near, origin),
    hops: opened(origin, credentials),
  },
  {
    title: "redirect back to the page's own server without a line",
    actual: to("{origin}{self}/next", origin),
    hops: { next: { actual: {} } },
  },
  {
    title: "redirect back to the page's own server with a star",
    actual: to("{origin}{self}/next", origin),
    hops: opened(star),
  },
  {
    title: "redirect with user and password",
    actual: to("http://user:pass@localhost:1{self}", origin),
  },
  { title: "redirect to data:", actual: to("data:text/plain,{self}", origin) },
  { title: "redirect to an unknown scheme", actual: to("app:{self}", origin) },
  { title: "redirect without Location", actual: { status: 302, headers: [origin] } },
  { title: "redirect to a Location that does not parse", actual: to("http://[{self}", origin) },
  {
    title: "status 300 with Location is no redirect",
    actual: { status: 300, headers: [origin, ["Location", near]] },
    hops: opened(origin),
  },
  { title: "status 304 is no redirect", actual: { status: 304, headers: [origin] } },
  {
    title: "redirect mode error",
    init: { redirect: "error" },
    actual: to(near, origin),
    hops: opened(origin),
  },
  {
    title: "redirect mode error without a line",
    init: { redirect: "error" },
    actual: to(near),
    hops: opened(origin),
  },
  { title: "redirect to an empty Location", actual: to("", origin) },
  {
    title: "redirect mode manual",
    init: { redirect: "manual" },
    actual: to(near, origin),
    hops: opened(origin),
  },
  {
    title: "redirect mode manual without a line",
    init: { redirect: "manual" },
    actual: to(near),
    hops: opened(origin),
  },
  { title: "redirect in a circle", actual: to("{api}{self}", origin) },
  ...[301, 302, 303, 307, 308].map((status): BrokenServer => ({
    title: `PUT redirected with ${status} on the same server`,
    init: { method: "PUT", body: "x" },
    preflight: { status: 204, headers: [origin, ...lists] },
    actual: { status, headers: [origin, ["Location", near]] },
    hops: opened(origin),
  })),
  ...[301, 303, 307].map((status): BrokenServer => ({
    title: `POST redirected with ${status} on the same server`,
    init: { method: "POST", body: "x" },
    actual: { status, headers: [origin, ["Location", near]] },
    hops: opened(origin),
  })),
  {
    title: "PUT redirected to another server with a star",
    init: { method: "PUT", body: "x" },
    preflight: { status: 204, headers: [origin, ...lists] },
    actual: { status: 307, headers: [origin, ["Location", far]] },
    hops: opened(star),
  },
  {
    title: "PUT redirected to another server that refuses the preflight",
    init: { method: "PUT", body: "x" },
    preflight: { status: 204, headers: [origin, ...lists] },
    actual: { status: 307, headers: [origin, ["Location", far]] },
    hops: { next: { actual: { headers: [star] } } },
  },
  {
    title: "PUT redirected to another server that names the page",
    init: { method: "PUT", body: "x" },
    preflight: { status: 204, headers: [origin, ...lists] },
    actual: { status: 307, headers: [origin, ["Location", far]] },
    hops: opened(origin),
  },
  {
    title: "PUT redirected to another server with null",
    init: { method: "PUT", body: "x" },
    preflight: { status: 204, headers: [origin, ...lists] },
    actual: { status: 307, headers: [origin, ["Location", far]] },
    hops: opened(nothing),
  },
  {
    title: "authorization dropped on the way to another server",
    init: { headers: { authorization: "Bearer x" } },
    preflight: { status: 204, headers: [origin, ...lists] },
    actual: to(far, origin),
    hops: { next: { preflight: { status: 204, headers: [star] }, actual: { headers: [star] } } },
  },
  {
    title: "a header refused after a redirect",
    init: { headers: { "x-a": "1" } },
    preflight: { status: 204, headers: [origin, ...lists] },
    actual: to(near, origin),
    hops: {
      next: { preflight: { status: 204, headers: [origin] }, actual: { headers: [origin] } },
    },
  },
];
