import { RULE_SENTENCES } from "../src/issue-sentences-rules.ts";
import type { IssueRow } from "./issue-row.ts";
import { testIssues } from "./issue-table.ts";

const ROWS: readonly IssueRow[] = [
  {
    title: "a RegExp that remembers",
    options: { origin: /^https:\/\/app\.example\.com$/gi },
    code: "regexp-flags",
    path: ["origin"],
    message:
      '/^https:\\/\\/app\\.example\\.com$/gi has the flag "g": it remembers where it stopped and refuses every second request.',
    fix: "/^https:\\/\\/app\\.example\\.com$/i",
  },
  {
    title: "a sticky RegExp",
    options: { origin: [/^https:\/\/app\.example\.com$/y] },
    code: "regexp-flags",
    path: ["origin", 0],
    message:
      '/^https:\\/\\/app\\.example\\.com$/y has the flag "y": it remembers where it stopped and refuses every second request.',
    fix: "/^https:\\/\\/app\\.example\\.com$/",
  },
  {
    title: "a RegExp that remembers in both ways, with other flags",
    options: { origin: [/^https:\/\/app\.example\.com$/gimy] },
    code: "regexp-flags",
    path: ["origin", 0],
    message:
      '/^https:\\/\\/app\\.example\\.com$/gimy has the flag "gy": it remembers where it stopped and refuses every second request.',
    fix: "/^https:\\/\\/app\\.example\\.com$/im",
  },
  {
    title: "a RegExp without anchors",
    options: { origin: [/https:\/\/app\.example\.com/] },
    code: "regexp-unanchored",
    path: ["origin", 0],
    message:
      "/https:\\/\\/app\\.example\\.com/ does not match whole origins, so https://trusted.example.evil.test or the like passes.",
    fix: "/^(?:https:\\/\\/app\\.example\\.com)$/",
  },
  {
    title: "a RegExp without an end",
    options: { origin: [/^https:\/\/app\.example\.com/] },
    code: "regexp-unanchored",
    path: ["origin", 0],
    message:
      "/^https:\\/\\/app\\.example\\.com/ does not match whole origins, so https://trusted.example.evil.test or the like passes.",
    fix: "/^(?:https:\\/\\/app\\.example\\.com)$/",
  },
  {
    title: "a RegExp without anchors that excludes a dot",
    options: { origin: [/https:\/\/[^.]+\.example\.com/] },
    code: "regexp-unanchored",
    path: ["origin", 0],
    message:
      "/https:\\/\\/[^.]+\\.example\\.com/ does not match whole origins, so https://trusted.example.evil.test or the like passes.",
    fix: "/^(?:https:\\/\\/[^.]+\\.example\\.com)$/",
  },
  {
    title: "a RegExp with an end inside",
    options: { origin: [/^https:\/\/(?:a\.example$|b\.example)/] },
    code: "regexp-unanchored",
    path: ["origin", 0],
    message:
      "/^https:\\/\\/(?:a\\.example$|b\\.example)/ does not match whole origins, so https://trusted.example.evil.test or the like passes.",
    fix: "/^(?:https:\\/\\/(?:a\\.example$|b\\.example))$/",
  },
  {
    title: "a RegExp whose end is escaped",
    options: { origin: [/^https:\/\/app\.example\.com\$/] },
    code: "regexp-unanchored",
    path: ["origin", 0],
    message:
      "/^https:\\/\\/app\\.example\\.com\\$/ does not match whole origins, so https://trusted.example.evil.test or the like passes.",
    fix: "/^(?:https:\\/\\/app\\.example\\.com\\$)$/",
  },
  {
    title: "an alternative without anchors",
    options: { origin: [/^https:\/\/a\.example\.com|https:\/\/b\.example\.com$/] },
    code: "regexp-unanchored",
    path: ["origin", 0],
    message:
      "/^https:\\/\\/a\\.example\\.com|https:\\/\\/b\\.example\\.com$/ does not match whole origins, so https://trusted.example.evil.test or the like passes.",
    fix: "/^(?:https:\\/\\/a\\.example\\.com|https:\\/\\/b\\.example\\.com)$/",
  },
  {
    title: "a RegExp that leaves the scheme open",
    options: { origin: [/^.*app\.example\.com$/] },
    code: "regexp-without-scheme",
    path: ["origin", 0],
    message: '/^.*app\\.example\\.com$/ has no literal "://", so the scheme is not checked.',
    fix: "/^https:\\/\\/[a-z0-9-]+\\.example\\.com$/",
  },
  {
    title: "nested repetition",
    options: { origin: [/^https:\/\/([a-z]+)+\.example\.com$/] },
    code: "regexp-catastrophic",
    path: ["origin", 0],
    message:
      "/^https:\\/\\/([a-z]+)+\\.example\\.com$/ can try one text in very many ways: a crafted Origin would stop the server.",
    fix: '"https://*.example.com"',
  },
  {
    title: "a path in a RegExp",
    options: { origin: [/^https:\/\/app\.example\.com\/$/] },
    code: "regexp-never-matches",
    path: ["origin", 0],
    message:
      "/^https:\\/\\/app\\.example\\.com\\/$/ can match no origin: an origin has no slash after its host.",
    fix: undefined,
  },
  {
    title: "upper case in a RegExp",
    options: { origin: [/^https:\/\/App\.example\.com$/] },
    code: "regexp-never-matches",
    path: ["origin", 0],
    message: "/^https:\\/\\/App\\.example\\.com$/ can match no origin: origins are in lower case.",
    fix: undefined,
  },
  {
    title: "the default port in a RegExp",
    options: { origin: [/^https:\/\/app\.example\.com:443$/] },
    code: "regexp-never-matches",
    path: ["origin", 0],
    message:
      "/^https:\\/\\/app\\.example\\.com:443$/ can match no origin: browsers leave out the port 443 of https.",
    fix: undefined,
  },
  {
    title: "a RegExp for every https site",
    options: { origin: [/^https:\/\/.+$/] },
    code: "regexp-matches-anything",
    path: ["origin", 0],
    message:
      '/^https:\\/\\/.+$/ accepts unrelated sites (https://q7.zz, for one). For data that everybody may read, without cookies, write "*".',
    fix: "/^https:\\/\\/[a-z0-9-]+\\.example\\.com$/",
  },
  {
    title: "a RegExp for every http site",
    options: { origin: [/^http:\/\/.+$/] },
    code: "regexp-matches-anything",
    path: ["origin", 0],
    message:
      '/^http:\\/\\/.+$/ accepts unrelated sites (http://q7.zz, for one). For data that everybody may read, without cookies, write "*".',
    fix: "/^https:\\/\\/[a-z0-9-]+\\.example\\.com$/",
  },
  {
    title: "a dot that is not escaped",
    options: { origin: [/^https:\/\/app.example\.com$/] },
    code: "regexp-unescaped-dot",
    path: ["origin", 0],
    message:
      "a dot in /^https:\\/\\/app.example\\.com$/ is not escaped and matches any character: https://appXexample.com passes for app.example.com.",
    fix: "/^https:\\/\\/app\\.example\\.com$/",
  },
  {
    title: "a dot that is not escaped behind a repetition",
    options: { origin: [/^https:\/\/[a-z-]+.example\.com$/] },
    code: "regexp-unescaped-dot",
    path: ["origin", 0],
    message:
      "a dot in /^https:\\/\\/[a-z-]+.example\\.com$/ is not escaped and matches any character: https://appXexample.com passes for app.example.com.",
    fix: "/^https:\\/\\/[a-z-]+\\.example\\.com$/",
  },
  {
    title: "a callback",
    options: {
      origin: (origin: string, callback: (error: null, allow: boolean) => void) => {
        callback(null, origin !== "");
      },
    },
    code: "origin-callback",
    path: ["origin"],
    message:
      "the function origin declares a second parameter, but no callback is ever passed. Return true or a promise of it; a rule that needs the request is { test(origin, request) }.",
    fix: "(origin) => allowed.has(origin)",
  },
  {
    title: "an origin twice",
    options: { origin: ["https://app.example.com", "https://app.example.com"] },
    code: "origin-duplicate",
    path: ["origin", 1],
    message: '"https://app.example.com" is listed twice.',
    fix: undefined,
  },
  {
    title: "null twice",
    options: { origin: ["null", "null"], dangerously: { allowNullOrigin: true } },
    code: "origin-duplicate",
    path: ["origin", 1],
    message: '"null" is listed twice.',
    fix: undefined,
  },
  {
    title: "an origin under a pattern",
    options: { origin: ["https://*.example.com", "https://app.example.com"] },
    code: "origin-swallowed",
    path: ["origin", 1],
    message: '"https://app.example.com" is already covered by "https://*.example.com".',
    fix: undefined,
  },
  {
    title: "a pattern under a pattern",
    options: { origin: ["https://*.example.com", "https://**.example.com"] },
    code: "origin-swallowed",
    path: ["origin", 0],
    message: '"https://*.example.com" is already covered by "https://**.example.com".',
    fix: undefined,
  },
];

testIssues(ROWS, Object.keys(RULE_SENTENCES));
