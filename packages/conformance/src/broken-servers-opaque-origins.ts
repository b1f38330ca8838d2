import type { BrokenServer, Line } from "./broken-servers.ts";

const nothing: Line = ["Access-Control-Allow-Origin", "null"];
const credentials: Line = ["Access-Control-Allow-Credentials", "true"];
const put: Line = ["Access-Control-Allow-Methods", "PUT"];

const sandboxed = (title: string, more: Omit<BrokenServer, "title">): BrokenServer => ({
  title: `sandboxed page: ${title}`,
  page: "sandboxed",
  ...more,
});

export const brokenOpaqueOrigins: readonly BrokenServer[] = [
  sandboxed("no line at all", { actual: {} }),
  sandboxed("null", { actual: { headers: [nothing] } }),
  sandboxed("null in capitals", { actual: { headers: [["Access-Control-Allow-Origin", "NULL"]] } }),
  sandboxed("a star", { actual: { headers: [["Access-Control-Allow-Origin", "*"]] } }),
  sandboxed("the origin it was served from", {
    actual: { headers: [["Access-Control-Allow-Origin", "{origin}"]] },
  }),
  sandboxed("null with credentials", {
    init: { credentials: "include" },
    actual: { headers: [nothing, credentials] },
  }),
  sandboxed("null without a credentials line", {
    init: { credentials: "include" },
    actual: { headers: [nothing] },
  }),
  sandboxed("PUT, null allowed", {
    init: { method: "PUT" },
    preflight: { status: 204, headers: [nothing, put] },
    actual: { headers: [nothing] },
  }),
  sandboxed("PUT, the origin it was served from allowed", {
    init: { method: "PUT" },
    preflight: { status: 204, headers: [["Access-Control-Allow-Origin", "{origin}"], put] },
    actual: { headers: [nothing] },
  }),
  sandboxed("a redirect to where it was served from", {
    actual: { status: 302, headers: [nothing, ["Location", "{origin}{self}/next"]] },
    hops: { next: { actual: {} } },
  }),
];
