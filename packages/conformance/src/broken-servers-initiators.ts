import type { BrokenServer, Line } from "./broken-servers.ts";

const origin: Line = ["Access-Control-Allow-Origin", "{origin}"];
const star: Line = ["Access-Control-Allow-Origin", "*"];
const credentials: Line = ["Access-Control-Allow-Credentials", "true"];
const stream: Line = ["Content-Type", "text/event-stream"];
const post = { method: "POST", body: "x" } as const;

const xhr = (title: string, more: Omit<BrokenServer, "title">): BrokenServer => ({
  title: `XMLHttpRequest: ${title}`,
  initiator: "xhr",
  ...more,
});
const eventSource = (title: string, more: Omit<BrokenServer, "title">): BrokenServer => ({
  title: `EventSource: ${title}`,
  initiator: "eventsource",
  ...more,
});

const beacon = (title: string, more: Omit<BrokenServer, "title">): BrokenServer => ({
  title: `beacon: ${title}`,
  initiator: "beacon",
  ...more,
});

export const brokenInitiators: readonly BrokenServer[] = [
  xhr("no line at all", { actual: {} }),
  xhr("the origin", { actual: { headers: [origin] } }),
  xhr("another origin", {
    actual: { headers: [["Access-Control-Allow-Origin", "https://other.example"]] },
  }),
  xhr("a list", { actual: { headers: [["Access-Control-Allow-Origin", "{origin}, *"]] } }),
  xhr("withCredentials and a star", {
    init: { credentials: "include" },
    actual: { headers: [star] },
  }),
  xhr("withCredentials and no credentials line", {
    init: { credentials: "include" },
    actual: { headers: [origin] },
  }),
  xhr("withCredentials and everything right", {
    init: { credentials: "include" },
    actual: { headers: [origin, credentials] },
  }),
  xhr("a preflight that is answered with 404", {
    init: { method: "PUT" },
    actual: { headers: [origin] },
  }),
  xhr("a preflight that does not list the method", {
    init: { method: "PUT" },
    preflight: { status: 204, headers: [origin] },
    actual: { headers: [origin] },
  }),
  xhr("a POST without an upload listener", { init: post, actual: { headers: [origin] } }),
  xhr("a POST with an upload listener", {
    init: post,
    uploadListener: true,
    preflight: { status: 204, headers: [origin] },
    actual: { headers: [origin] },
  }),
  xhr("a POST with an upload listener, preflight refused", {
    init: post,
    uploadListener: true,
    actual: { headers: [origin] },
  }),
  xhr("a GET with an upload listener, preflight refused", {
    uploadListener: true,
    actual: { headers: [origin] },
  }),
  xhr("one exposed header", {
    actual: { headers: [origin, ["X-One", "1"], ["Access-Control-Expose-Headers", "x-one"]] },
  }),
  xhr("a redirect without a line", {
    actual: { status: 302, headers: [["Location", "{api}{self}/next"]] },
    hops: { next: { actual: { headers: [origin] } } },
  }),
  eventSource("no line at all", { actual: { headers: [stream] } }),
  eventSource("the origin", { actual: { headers: [stream, origin] } }),
  eventSource("withCredentials and a star", {
    init: { credentials: "include" },
    actual: { headers: [stream, star] },
  }),
  eventSource("withCredentials and everything right", {
    init: { credentials: "include" },
    actual: { headers: [stream, origin, credentials] },
  }),
  beacon("text, nothing allowed", { init: { body: "x" }, actual: {} }),
  beacon("JSON, preflight refused", { body: "json-blob", actual: {} }),
  beacon("JSON, a star", {
    body: "json-blob",
    preflight: { status: 204, headers: [star, ["Access-Control-Allow-Headers", "content-type"]] },
    actual: { headers: [star] },
  }),
  beacon("JSON, everything right", {
    body: "json-blob",
    preflight: {
      status: 204,
      headers: [origin, credentials, ["Access-Control-Allow-Headers", "content-type"]],
    },
    actual: { headers: [origin, credentials] },
  }),
];
