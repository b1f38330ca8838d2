import type { BrokenServer, Line } from "./broken-servers.ts";

const origin: Line = ["Access-Control-Allow-Origin", "{origin}"];
const credentials: Line = ["Access-Control-Allow-Credentials", "true"];

/** The same request twice: whether the second is preflighted tells what was remembered. */
const twice = (
  title: string,
  lines: readonly Line[],
  init: BrokenServer["init"] = { method: "PUT", headers: { "x-a": "1" } },
): BrokenServer => ({
  title: `twice: ${title}`,
  init,
  times: 2,
  preflight: { status: 204, headers: [origin, credentials, ...lines] },
  actual: { headers: [origin, credentials, ["Cache-Control", "no-store"]] },
});
const lists: readonly Line[] = [
  ["Access-Control-Allow-Methods", "PUT, HEAD"],
  ["Access-Control-Allow-Headers", "x-a"],
];
const age = (value: string): Line => ["Access-Control-Max-Age", value];

export const brokenCaches: readonly BrokenServer[] = [
  twice("max age 600", [...lists, age("600")]),
  twice("max age 0", [...lists, age("0")]),
  twice("max age -1", [...lists, age("-1")]),
  twice("max age in words", [...lists, age("abc")]),
  twice("max age with a decimal point", [...lists, age("600.5")]),
  twice("max age on two lines", [...lists, age("600"), age("600")]),
  twice("max age with a unit", [...lists, age("600s")]),
  twice("max age beyond every cap", [...lists, age("31536000")]),
  twice("no max age", lists),
  twice("a star for methods", [
    ["Access-Control-Allow-Methods", "*"],
    ["Access-Control-Allow-Headers", "x-a"],
    age("600"),
  ]),
  twice("a star for headers", [
    ["Access-Control-Allow-Methods", "PUT"],
    ["Access-Control-Allow-Headers", "*"],
    age("600"),
  ]),
  twice("with credentials", [...lists, age("600")], {
    method: "PUT",
    headers: { "x-a": "1" },
    credentials: "include",
  }),
  twice("cache: reload", [...lists, age("600")], {
    method: "PUT",
    headers: { "x-a": "1" },
    cache: "reload",
  }),
  twice("cache: no-store", [...lists, age("600")], {
    method: "PUT",
    headers: { "x-a": "1" },
    cache: "no-store",
  }),
  twice("GET with a header", [...lists, age("600")], { headers: { "x-a": "1" } }),
  twice("HEAD with a header, listed", [...lists, age("600")], {
    method: "HEAD",
    headers: { "x-a": "1" },
  }),
  twice(
    "HEAD with a header, not listed",
    [["Access-Control-Allow-Methods", "PUT"], ["Access-Control-Allow-Headers", "x-a"], age("600")],
    { method: "HEAD", headers: { "x-a": "1" } },
  ),
  {
    title: "twice: an answer that fails after a good preflight",
    init: { method: "PUT" },
    times: 2,
    preflight: { status: 204, headers: [origin, ...lists, age("600")] },
    actual: {},
  },
];
