import type { BrokenServer, Line } from "./broken-servers.ts";

/** Requests at the edge of needing a preflight; the server refuses every preflight, so the outcome tells. */
const star: Line = ["Access-Control-Allow-Origin", "*"];
const open = { headers: [star] };

const one = (
  title: string,
  headers: Readonly<Record<string, string>>,
  init: BrokenServer["init"] = {},
): BrokenServer => ({
  title: `request: ${title}`,
  init: { ...init, headers },
  actual: open,
});
const type = (value: string): BrokenServer =>
  one(`content-type ${value}`, { "content-type": value }, { method: "POST", body: "x" });

export const brokenRequests: readonly BrokenServer[] = [
  one("accept of 128 bytes", { accept: "a".repeat(128) }),
  one("accept of 129 bytes", { accept: "a".repeat(129) }),
  one("accept with an unsafe byte", { accept: "text/(x)" }),
  one("accept with quotes", { accept: 'text/html;q="1"' }),
  one("accept-language with an underscore", { "accept-language": "en_US" }),
  one("accept-language with a quality", { "accept-language": "de-DE,de;q=0.9, *;q=0.1" }),
  one("content-language with a slash", { "content-language": "de/DE" }),
  type("text/plain"),
  type("TEXT/PLAIN; charset=utf-8"),
  type('text/plain;charset="utf-8"'),
  type("text/plain;"),
  type(" text/plain "),
  type("text/plain, application/json"),
  type("text/html"),
  type("text/html:x"),
  type("application/x-www-form-urlencoded"),
  type("multipart/form-data; boundary=x"),
  type("application/json"),
  type("application/json; charset=utf-8"),
  type("textplain"),
  type("text/plain application/json"),
  type(""),
  one("range with both ends", { range: "bytes=0-3" }),
  one("range open at the end", { range: "bytes=5-" }),
  one("range as a suffix", { range: "bytes=-5" }),
  one("range backwards", { range: "bytes=5-3" }),
  one("range of several parts", { range: "bytes=0-1,3-4" }),
  one("range with a space", { range: "bytes= 0-3" }),
  one("range in another unit", { range: "items=0-3" }),
  one("x-requested-with", { "x-requested-with": "XMLHttpRequest" }),
  one("if-none-match", { "if-none-match": '"x"' }),
  one("cache-control", { "cache-control": "no-cache" }),
  one("traceparent", { traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" }),
  one("a forbidden name is dropped", { "accept-charset": "utf-8" }),
  one("a sec- name is dropped", { "sec-x": "1" }),
  one("a proxy- name is dropped", { "proxy-x": "1" }),
  one("x-http-method-override naming TRACE is dropped", { "x-http-method-override": "TRACE" }),
  one("x-http-method-override naming PUT is sent", { "x-http-method-override": "PUT" }),
  one("save-data", { "save-data": "on" }),
  one("dpr", { dpr: "2" }),
  one("device-memory", { "device-memory": "0.5" }),
  one("viewport-width", { "viewport-width": "800" }),
  one("width", { width: "100" }),
  one("several safelisted values of 1024 bytes in all", eightValues(8)),
  one("several names, sorted and lower case", {
    "X-Zeta": "1",
    Authorization: "Bearer x",
    "x-alpha": "2",
  }),
  {
    title: "request: a POST of URLSearchParams",
    init: { method: "POST" },
    body: "url-search-params",
    actual: open,
  },
  {
    title: "request: a POST of FormData",
    init: { method: "POST" },
    body: "form-data",
    actual: open,
  },
  { title: "request: a POST of bytes", init: { method: "POST" }, body: "bytes", actual: open },
  {
    title: "request: a POST of an untyped Blob",
    init: { method: "POST" },
    body: "blob",
    actual: open,
  },
  {
    title: "request: a POST of a JSON Blob",
    init: { method: "POST" },
    body: "json-blob",
    actual: open,
  },
  { title: "request: post in lower case", init: { method: "post", body: "x" }, actual: open },
  { title: "request: HEAD", init: { method: "HEAD" }, actual: open },
  { title: "request: mode same-origin", init: { mode: "same-origin" }, actual: open },
  { title: "request: mode no-cors", init: { mode: "no-cors" }, actual: {} },
  { title: "request: mode no-cors with PUT", init: { mode: "no-cors", method: "PUT" }, actual: {} },
  {
    title: "request: mode no-cors drops an unsafe header",
    init: { mode: "no-cors", headers: { "x-a": "1", accept: "text/x" } },
    actual: {},
  },
  {
    title: "request: mode no-cors with JSON loses its type",
    init: {
      mode: "no-cors",
      method: "POST",
      body: "{}",
      headers: { "content-type": "application/json" },
    },
    actual: {},
  },
];

/** Accept, accept-language and six content-languages cannot exist; four names carry what is measured. */
function eightValues(bytes: number): Readonly<Record<string, string>> {
  return {
    accept: "a".repeat(bytes * 16),
    "accept-language": "a".repeat(bytes * 16),
    "content-language": "a".repeat(bytes * 16),
  };
}
