import type { BrokenServer, Line, PlantedAnswer } from "./broken-servers.ts";

const origin: Line = ["Access-Control-Allow-Origin", "{origin}"];
const star: Line = ["Access-Control-Allow-Origin", "*"];
const credentials: Line = ["Access-Control-Allow-Credentials", "true"];
const methods = (value: string): Line => ["Access-Control-Allow-Methods", value];
const names = (value: string): Line => ["Access-Control-Allow-Headers", value];
const open: PlantedAnswer = { headers: [origin] };
const openWithCredentials: PlantedAnswer = { headers: [origin, credentials] };

const put = (
  title: string,
  preflight: PlantedAnswer,
  actual: PlantedAnswer = open,
): BrokenServer => ({
  title: `PUT: ${title}`,
  init: { method: "PUT", body: "x" },
  preflight,
  actual,
});
const header = (
  title: string,
  headers: Readonly<Record<string, string>>,
  ...lines: Line[]
): BrokenServer => ({
  title: `GET with headers: ${title}`,
  init: { headers },
  preflight: { status: 204, headers: [origin, ...lines] },
  actual: open,
});
const credentialed = (title: string, ...lines: Line[]): BrokenServer => ({
  title: `PUT with credentials: ${title}`,
  init: { method: "PUT", credentials: "include", headers: { "x-a": "1" } },
  preflight: { status: 204, headers: lines },
  actual: openWithCredentials,
});

export const brokenPreflight: readonly BrokenServer[] = [
  ...[200, 201, 204, 206, 299, 300, 304, 400, 401, 403, 404, 405, 407, 500, 503].map((status) =>
    put(`preflight status ${status} with every line`, {
      status,
      headers: [origin, methods("PUT")],
    }),
  ),
  ...[200, 204, 401, 403, 404, 405, 500].map((status) =>
    put(`preflight status ${status} without a line`, { status }),
  ),
  ...[301, 302, 303, 307, 308].map((status) =>
    put(`preflight redirect ${status} with every line`, {
      status,
      headers: [origin, methods("PUT"), ["Location", "{api}{self}/next"]],
    }),
  ),
  put("preflight redirect 302 without a line", {
    status: 302,
    headers: [["Location", "{api}{self}/next"]],
  }),
  put("preflight redirect 302 with another origin", {
    status: 302,
    headers: [
      ["Access-Control-Allow-Origin", "https://other.example"],
      ["Location", "{api}{self}/next"],
    ],
  }),
  put("preflight status 302 without a Location", {
    status: 302,
    headers: [origin, methods("PUT")],
  }),

  put("preflight with another origin", {
    status: 204,
    headers: [["Access-Control-Allow-Origin", "https://other.example"], methods("PUT")],
  }),
  put("preflight with another origin and status 403", {
    status: 403,
    headers: [["Access-Control-Allow-Origin", "https://other.example"], methods("PUT")],
  }),
  put("preflight with a trailing slash", {
    status: 204,
    headers: [["Access-Control-Allow-Origin", "{origin}/"], methods("PUT")],
  }),
  put("preflight with an empty origin", {
    status: 204,
    headers: [["Access-Control-Allow-Origin", ""], methods("PUT")],
  }),
  put("preflight with a host only", {
    status: 204,
    headers: [["Access-Control-Allow-Origin", "app.localhost"], methods("PUT")],
  }),
  put("preflight with a list of origins", {
    status: 204,
    headers: [["Access-Control-Allow-Origin", "{origin}, *"], methods("PUT")],
  }),
  put("preflight with the origin on two lines", {
    status: 204,
    headers: [origin, origin, methods("PUT")],
  }),
  put(
    "preflight right, answer without a line",
    { status: 204, headers: [origin, methods("PUT")] },
    {},
  ),
  put(
    "preflight right, answer 500 without a line",
    { status: 204, headers: [origin, methods("PUT")] },
    { status: 500 },
  ),
  put(
    "preflight right, answer with the origin on two lines",
    { status: 204, headers: [origin, methods("PUT")] },
    { headers: [origin, origin] },
  ),

  put("no methods line", { status: 204, headers: [origin] }),
  ...["GET, POST", "put", "Put", "*", "PUT ", ",, PUT ,,", "GET,PUT", "", "PUT;GET"].map((value) =>
    put(`methods ${JSON.stringify(value)}`, { status: 204, headers: [origin, methods(value)] }),
  ),
  ...["PUT POST", '"PUT"', "GET, P UT", "PUT, {}", "[PUT]"].map((value) =>
    put(`methods that do not parse: ${JSON.stringify(value)}`, {
      status: 204,
      headers: [origin, methods(value)],
    }),
  ),
  put("methods on two lines", { status: 204, headers: [origin, methods("GET"), methods("PUT")] }),
  put("methods and headers both broken", {
    status: 204,
    headers: [origin, methods("P UT"), names('"x"')],
  }),
  put("methods fine, unused headers line broken", {
    status: 204,
    headers: [origin, methods("PUT"), names("x a")],
  }),
  put("method missing and unused headers line broken", {
    status: 204,
    headers: [origin, methods("DELETE"), names("x a")],
  }),
  {
    title: "PATCH in lower case against an upper-case list",
    init: { method: "patch" },
    preflight: { status: 204, headers: [origin, methods("PATCH")] },
    actual: open,
  },
  {
    title: "delete in lower case is DELETE",
    init: { method: "delete" },
    preflight: { status: 204, headers: [origin, methods("DELETE")] },
    actual: open,
  },
  {
    title: "POST needs no methods line",
    init: { method: "POST", headers: { "x-a": "1" } },
    preflight: { status: 204, headers: [origin, methods("PUT"), names("x-a")] },
    actual: open,
  },
  {
    title: "OPTIONS asked for by a script, not listed",
    init: { method: "OPTIONS" },
    preflight: { status: 204, headers: [origin, methods("GET")] },
    actual: open,
  },
  {
    title: "OPTIONS asked for by a script, listed",
    init: { method: "OPTIONS" },
    preflight: { status: 204, headers: [origin, methods("OPTIONS")] },
    actual: open,
  },

  header("no headers line", { "x-a": "1" }),
  header("listed in another case", { "X-A": "1" }, names("X-a")),
  header("empty members", { "x-a": "1" }, names(",, x-a ,")),
  header("two lines", { "x-a": "1", "x-b": "2" }, names("x-a"), names("x-b")),
  header("first missing name in sorted order", { "x-b": "2", "x-a": "1" }, names("x-c")),
  header("second name missing", { "x-b": "2", "x-a": "1" }, names("x-a")),
  header("members separated by a space", { "x-a": "1" }, names("x-a x-b")),
  header("members separated by a semicolon", { "x-a": "1" }, names("x-a;x-b")),
  header("a member in quotes", { "x-a": "1" }, names('"x-a"')),
  header("a star", { "x-a": "1" }, names("*")),
  header("a star and a name", { "x-a": "1", "x-b": "2" }, names("*, x-a")),
  header("authorization under a star", { authorization: "Bearer x" }, names("*")),
  header(
    "authorization listed beside a star",
    { authorization: "Bearer x" },
    names("*, Authorization"),
  ),
  header("authorization not listed", { authorization: "Bearer x" }, names("x-a")),
  header("methods broken, not needed", { "x-a": "1" }, methods("G ET"), names("x-a")),
  header("methods broken and header missing", { "x-a": "1" }, methods("G ET"), names("x-b")),
  header("an empty value", { "x-empty": "" }, names("x-a")),
  header("spelled in capitals, none listed", { "X-Beta": "1", "x-alpha": "1" }),
  header("known and unknown names, none listed", {
    "X-Beta": "1",
    Pragma: "no-cache",
    "x-alpha": "1",
    AUTHORIZATION: "Bearer x",
  }),
  {
    title: "PUT with a header: method and header both missing",
    init: { method: "PUT", headers: { "x-a": "1" } },
    preflight: { status: 204, headers: [origin, methods("DELETE"), names("x-b")] },
    actual: open,
  },
  {
    title: "POST JSON without a headers line",
    init: { method: "POST", body: "{}", headers: { "content-type": "application/json" } },
    preflight: { status: 204, headers: [origin, methods("POST")] },
    actual: open,
  },
  {
    title: "POST JSON, preflight answered by the application with 200 and a star",
    init: { method: "POST", body: "{}", headers: { "content-type": "application/json" } },
    preflight: { status: 200, headers: [star, names("Content-Type")], body: "hello" },
    actual: { headers: [star] },
  },

  credentialed("everything right", origin, credentials, methods("PUT"), names("x-a")),
  credentialed("star as methods", origin, credentials, methods("*"), names("x-a")),
  credentialed("star as headers", origin, credentials, methods("PUT"), names("*")),
  credentialed("star as origin", star, credentials, methods("PUT"), names("x-a")),
  credentialed("credentials line missing", origin, methods("PUT"), names("x-a")),
  credentialed(
    "credentials True",
    origin,
    ["Access-Control-Allow-Credentials", "True"],
    methods("PUT"),
    names("x-a"),
  ),
  credentialed(
    "credentials on two lines",
    origin,
    credentials,
    credentials,
    methods("PUT"),
    names("x-a"),
  ),
  {
    title: "PUT with credentials: right preflight, star in the answer",
    init: { method: "PUT", credentials: "include" },
    preflight: { status: 204, headers: [origin, credentials, methods("PUT")] },
    actual: { headers: [star, credentials] },
  },
  {
    title: "PUT with credentials: right preflight, no credentials line in the answer",
    init: { method: "PUT", credentials: "include" },
    preflight: { status: 204, headers: [origin, credentials, methods("PUT")] },
    actual: { headers: [origin] },
  },
];
