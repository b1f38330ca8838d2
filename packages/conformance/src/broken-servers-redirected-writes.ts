import type { BrokenServer, Line } from "./broken-servers.ts";

/** What becomes of a method and its headers on the way to another server. */
const star: Line = ["Access-Control-Allow-Origin", "*"];
const lists = (methods: string): readonly Line[] => [
  star,
  ["Access-Control-Allow-Methods", methods],
  ["Access-Control-Allow-Headers", "x-a, authorization, content-type, content-language"],
];
const near = "{api}{self}/next";
const far = "{second}{self}/next";

interface Redirected {
  readonly init: NonNullable<BrokenServer["init"]>;
  readonly status?: number;
  readonly to?: string;
  /** What the second server lists. */
  readonly methods: string;
  readonly from?: "page";
}

const redirected = (
  title: string,
  { init, status = 307, to = far, methods, from }: Redirected,
): BrokenServer => ({
  title: `redirected: ${title}`,
  init,
  ...(from && { from }),
  preflight: { status: 204, headers: lists("PUT, DELETE, PATCH, PROPFIND") },
  actual: { status, headers: [star, ["Location", to]] },
  hops: {
    next: { preflight: { status: 204, headers: lists(methods) }, actual: { headers: [star] } },
  },
});

const tagged = {
  headers: { "content-type": "application/json", "content-language": "de/DE", "x-a": "1" },
} as const;

export const brokenRedirectedWrites: readonly BrokenServer[] = [
  // WebKit alone turns a DELETE that leaves its server into a GET, and then asks for that.
  ...[301, 302, 303, 307, 308].map((status) =>
    redirected(`DELETE with ${status} to another server that lists PROPFIND`, {
      init: { method: "DELETE" },
      status,
      methods: "PROPFIND",
    }),
  ),
  ...["delete", "Delete"].map((method) =>
    redirected(`${method} to another server that lists PROPFIND`, {
      init: { method },
      methods: "PROPFIND",
    }),
  ),
  redirected("DELETE to another server that lists it", {
    init: { method: "DELETE" },
    methods: "DELETE",
  }),
  redirected("DELETE with a body to another server", {
    init: { method: "DELETE", body: "x" },
    methods: "DELETE",
  }),
  redirected("DELETE on the same server that does not list it", {
    init: { method: "DELETE" },
    to: near,
    methods: "PROPFIND",
  }),
  redirected("DELETE back to the page's own server", {
    init: { method: "DELETE" },
    to: "{origin}{self}/next",
    methods: "PROPFIND",
  }),
  ...["PUT", "put", "PATCH", "PROPFIND"].map((method) =>
    redirected(`${method} to another server that lists DELETE`, {
      init: { method },
      methods: "DELETE",
    }),
  ),
  // WebKit asks for what the page set, whatever redirects dropped.
  ...[302, 303, 307].map((status) =>
    redirected(`POST of JSON with ${status} to another server`, {
      init: { ...tagged, method: "POST", body: "{}" },
      status,
      methods: "POST",
    }),
  ),
  redirected("POST of JSON with 302 on the same server", {
    init: { ...tagged, method: "POST", body: "{}" },
    status: 302,
    to: near,
    methods: "POST",
  }),
  redirected("DELETE of JSON to another server", {
    init: { ...tagged, method: "DELETE", body: "{}" },
    methods: "DELETE",
  }),
  // From the page's own server there was no preflight before.
  redirected("own server, GET", { init: {}, from: "page", methods: "" }),
  redirected("own server, PUT", { init: { method: "PUT" }, from: "page", methods: "PUT" }),
  redirected("own server, PUT not listed", { init: { method: "PUT" }, from: "page", methods: "" }),
  redirected("own server, DELETE not listed", {
    init: { method: "DELETE" },
    from: "page",
    methods: "",
  }),
  redirected("own server, authorization", {
    init: { headers: { authorization: "Bearer x" } },
    from: "page",
    methods: "",
  }),
  ...["PUT", "DELETE"].map((method) =>
    redirected(`own server, ${method} with 303`, {
      init: { method },
      status: 303,
      from: "page",
      methods: "",
    }),
  ),
  redirected("own server, POST of nothing but JSON with 302", {
    init: { method: "POST", body: "{}", headers: { "content-type": "application/json" } },
    status: 302,
    from: "page",
    methods: "",
  }),
  redirected("own server, authorization, to the page's own again", {
    init: { headers: { authorization: "Bearer x" } },
    to: "{origin}{self}/next",
    from: "page",
    methods: "",
  }),
  redirected("own server, POST of JSON with 302", {
    init: { ...tagged, method: "POST", body: "{}" },
    status: 302,
    from: "page",
    methods: "",
  }),
];
