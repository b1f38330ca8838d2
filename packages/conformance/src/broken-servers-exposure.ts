import type { BrokenServer, Line } from "./broken-servers.ts";

/** Every answer carries the same headers; only what the page may read differs. */
const sent: readonly Line[] = [
  ["Content-Type", "text/plain"],
  ["Cache-Control", "no-store"],
  ["X-One", "1"],
  ["X-Two", "2"],
  ["ETag", '"e"'],
  ["Set-Cookie", "a=1"],
  ["Retry-After", "1"],
  ["Accept", "x"],
];
const row = (
  title: string,
  expose: readonly string[],
  credentials: "omit" | "include" = "omit",
): BrokenServer => ({
  title: `exposed: ${title}`,
  init: { credentials },
  actual: {
    headers: [
      ["Access-Control-Allow-Origin", "{origin}"],
      ["Access-Control-Allow-Credentials", "true"],
      ...sent,
      ...expose.map((value): Line => ["Access-Control-Expose-Headers", value]),
    ],
  },
});

export const brokenExposure: readonly BrokenServer[] = [
  row("no line", []),
  row("one name", ["X-One"]),
  row("one name in lower case", ["x-one"]),
  row("two names", ["X-One, X-Two"]),
  row("two lines", ["X-One", "X-Two"]),
  row("empty members", [",, X-One ,"]),
  row("a name that was not sent", ["X-Three, X-One"]),
  row("a star", ["*"]),
  row("a star beside a name", ["*, X-One"]),
  row("a star with credentials", ["*"], "include"),
  row("a star beside a name with credentials", ["*, X-One"], "include"),
  row("set-cookie", ["Set-Cookie, X-One"]),
  row("names separated by spaces", ["X-One X-Two"]),
  row("names separated by semicolons", ["X-One; X-Two"]),
  row("a name in quotes", ['"X-One", X-Two']),
  row("one bad member among good ones", ["X-One, X Two"]),
  row("an empty value", [""]),
  row("the star in quotes", ['"*"']),
];
