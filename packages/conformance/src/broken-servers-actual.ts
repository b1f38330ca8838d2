import type { BrokenServer, Line } from "./broken-servers.ts";

/** Simple requests: only the answer's own lines decide. */
const origins: readonly (readonly [title: string, lines: readonly Line[], status?: number])[] = [
  ["no line at all", []],
  ["no line on a 404", [], 404],
  ["no line on a 500", [], 500],
  ["the exact origin", [["Access-Control-Allow-Origin", "{origin}"]]],
  ["the exact origin on a 503", [["Access-Control-Allow-Origin", "{origin}"]], 503],
  ["a star", [["Access-Control-Allow-Origin", "*"]]],
  ["header name in upper case", [["ACCESS-CONTROL-ALLOW-ORIGIN", "{origin}"]]],
  ["spaces and tabs around the value", [["Access-Control-Allow-Origin", " \t{origin} \t"]]],
  ["another origin", [["Access-Control-Allow-Origin", "https://other.example"]]],
  ["trailing slash", [["Access-Control-Allow-Origin", "{origin}/"]]],
  ["a path", [["Access-Control-Allow-Origin", "{origin}/app"]]],
  ["upper-case scheme", [["Access-Control-Allow-Origin", "HTTP://app.localhost"]]],
  ["host without scheme", [["Access-Control-Allow-Origin", "app.localhost"]]],
  ["host and port without scheme", [["Access-Control-Allow-Origin", "localhost:3000"]]],
  ["a wildcard host", [["Access-Control-Allow-Origin", "https://*.example.com"]]],
  ["literal null", [["Access-Control-Allow-Origin", "null"]]],
  ["the word true", [["Access-Control-Allow-Origin", "true"]]],
  ["empty value", [["Access-Control-Allow-Origin", ""]]],
  ["origin in quotes", [["Access-Control-Allow-Origin", '"{origin}"']]],
  ["star in quotes", [["Access-Control-Allow-Origin", '"*"']]],
  ["two origins with a comma", [["Access-Control-Allow-Origin", "{origin}, https://b.example"]]],
  ["two origins with a space", [["Access-Control-Allow-Origin", "{origin} https://b.example"]]],
  ["star and origin with a comma", [["Access-Control-Allow-Origin", "*, {origin}"]]],
  ["star and null with a space", [["Access-Control-Allow-Origin", "* null"]]],
  ["a trailing comma", [["Access-Control-Allow-Origin", "{origin},"]]],
  [
    "the same origin on two lines",
    [
      ["Access-Control-Allow-Origin", "{origin}"],
      ["Access-Control-Allow-Origin", "{origin}"],
    ],
  ],
  [
    "star on two lines",
    [
      ["Access-Control-Allow-Origin", "*"],
      ["Access-Control-Allow-Origin", "*"],
    ],
  ],
  [
    "two lines in different case",
    [
      ["Access-Control-Allow-Origin", "{origin}"],
      ["access-control-allow-origin", "*"],
    ],
  ],
  [
    "two lines in lower case",
    [
      ["access-control-allow-origin", "{origin}"],
      ["access-control-allow-origin", "{origin}"],
    ],
  ],
  [
    "three lines, one of them in lower case",
    [
      ["Access-Control-Allow-Origin", "{origin}"],
      ["access-control-allow-origin", "{origin}"],
      ["Access-Control-Allow-Origin", "{origin}"],
    ],
  ],
  [
    "an empty line and the origin",
    [
      ["Access-Control-Allow-Origin", ""],
      ["Access-Control-Allow-Origin", "{origin}"],
    ],
  ],
];

const credentials: readonly (readonly [title: string, lines: readonly Line[]])[] = [
  [
    "exact origin and true",
    [
      ["Access-Control-Allow-Origin", "{origin}"],
      ["Access-Control-Allow-Credentials", "true"],
    ],
  ],
  ["credentials line missing", [["Access-Control-Allow-Origin", "{origin}"]]],
  ["star alone", [["Access-Control-Allow-Origin", "*"]]],
  [
    "star and true",
    [
      ["Access-Control-Allow-Origin", "*"],
      ["Access-Control-Allow-Credentials", "true"],
    ],
  ],
  ...["True", "TRUE", "1", "yes", "", "false", "true, true", '"true"', "true;"].map(
    (value): readonly [string, readonly Line[]] => [
      `credentials value ${JSON.stringify(value)}`,
      [
        ["Access-Control-Allow-Origin", "{origin}"],
        ["Access-Control-Allow-Credentials", value],
      ],
    ],
  ),
  [
    "true with a trailing tab",
    [
      ["Access-Control-Allow-Origin", "{origin}"],
      ["Access-Control-Allow-Credentials", "true\t"],
    ],
  ],
  [
    "true on two lines",
    [
      ["Access-Control-Allow-Origin", "{origin}"],
      ["Access-Control-Allow-Credentials", "true"],
      ["Access-Control-Allow-Credentials", "true"],
    ],
  ],
  [
    "another origin and true",
    [
      ["Access-Control-Allow-Origin", "https://other.example"],
      ["Access-Control-Allow-Credentials", "true"],
    ],
  ],
  ["nothing at all", []],
];

export const brokenActual: readonly BrokenServer[] = [
  ...origins.map(([title, headers, status = 200]) => ({
    title: `GET: ${title}`,
    actual: { status, headers },
  })),
  ...credentials.map(([title, headers]) => ({
    title: `GET with credentials: ${title}`,
    init: { credentials: "include" as const },
    actual: { headers },
  })),
  {
    title: "GET without credentials: a broken credentials line is ignored",
    init: { credentials: "omit" },
    actual: {
      headers: [
        ["Access-Control-Allow-Origin", "{origin}"],
        ["Access-Control-Allow-Credentials", "True"],
      ],
    },
  },
  {
    title: "POST text/plain: star on two lines",
    init: { method: "POST", body: "x" },
    actual: {
      headers: [
        ["Access-Control-Allow-Origin", "*"],
        ["Access-Control-Allow-Origin", "*"],
      ],
    },
  },
  {
    title: "GET: status 407 with the origin",
    actual: { status: 407, headers: [["Access-Control-Allow-Origin", "{origin}"]] },
  },
  {
    title: "GET: a shared cache without Vary keeps the line of another page",
    actual: {
      headers: [
        ["Access-Control-Allow-Origin", "https://first.example"],
        ["Age", "10"],
      ],
    },
  },
  {
    title: "GET: a shared cache keeps the answer to a request without Origin",
    actual: {
      headers: [
        ["Vary", "Accept-Encoding"],
        ["Age", "10"],
      ],
    },
  },
  {
    title: "HEAD: no line at all",
    init: { method: "HEAD" },
    actual: {},
  },
];
