import { expect, test } from "vitest";
import { type IssueCode } from "../src/index.ts";
import { canBacktrack } from "../src/regexp-backtracking.ts";
import { checkRegExp } from "../src/regexp-rule.ts";

const codes = (rule: RegExp): readonly IssueCode[] =>
  checkRegExp(rule, ["origin"]).map(({ code }) => code);

test.each([
  /^https:\/\/app\.example\.com$/,
  /^https:\/\/([a-z0-9-]+\.)?example\.com$/,
  /^https?:\/\/localhost(:\d+)?$/,
  /^https?:\/\/(?:[a-z]+\.)?h\.example(?::\d+)?$/,
  /^https:\/\/[a-z0-9-]+\.example\.com$/,
  /^https:\/\/(app|admin|www)\.example\.(com|org|de)$/,
  /^https:\/\/(?<tenant>[a-z]+)\.example\.com$/,
  /^https:\/\/pr-\d+-[a-z0-9]+\.vercel\.app$/,
  /^https:\/\/.*\.example\.com$/,
  /^https:\/\/.+-team-.+\.example\.com$/,
  /^https:\/\/(.+\.)?example\.com$/,
  /^https:\/\/[a-z0-9]([a-z0-9-]*[a-z0-9])?\.example\.com$/,
  /^https:\/\/[\w.-]+\.example\.com$/i,
  /^(https:\/\/([^/]+\.)?a\.example|http:\/\/localhost:\d+)$/,
  /^https:\/\/a\.example$|^https:\/\/b\.example$/,
  /^(?:https:\/\/a\.example|https:\/\/b\.example)$/,
  /^[a-z]+:\/\/app\.example\.com$/,
  /^https:\/\/[(|)]?app\.example\.com$/,
  /^https:\/\/app\.example\.com:(?:3000|4430|8443)$/,
  /^https:\/\/APP\.example\.com$/i,
  /^https:\/\/app\.example\.com\/?$/,
  /^https:\/\/app\x2Eexample\u002Ecom$/,
  /^https:\/\/\p{Ll}+\.example\.com$/u,
  /^https:\/\/[A-Za-z]+\.example\.com$/,
  /^http:\/\/app\.example\.com:443$/,
  /^x-https:\/\/app\.example\.com:443$/,
  /^https:\/\/(?!a\.example:443$)[a-z]+\.example$/,
  /^https:\/\/(?<tenantName>[a-z]+)\.example\.com$/,
  /^https:\/\/A?pp\.example\.com$/,
  /^https:\/\/[a-z-]+\.invalid$/,
])("%s is in order", (rule) => {
  expect(codes(rule)).toEqual([]);
});

interface Row {
  readonly title: string;
  readonly rule: RegExp;
  readonly codes: readonly IssueCode[];
}

test.each<Row>([
  { title: "global", rule: /^https:\/\/a\.example$/g, codes: ["regexp-flags"] },
  { title: "sticky", rule: /^https:\/\/a\.example$/y, codes: ["regexp-flags"] },
  { title: "no start", rule: /https:\/\/a\.example$/, codes: ["regexp-unanchored"] },
  { title: "no end", rule: /^https:\/\/a\.example/, codes: ["regexp-unanchored"] },
  { title: "escaped end", rule: /^https:\/\/a\.example\$/, codes: ["regexp-unanchored"] },
  { title: "end behind an escaped back-slash", rule: /^https:\/\/a\\$/, codes: [] },
  {
    title: "end behind an escaped back-slash and an escape",
    rule: /^https:\/\/a\\\$/,
    codes: ["regexp-unanchored"],
  },
  {
    title: "one alternative open at its end",
    rule: /^https:\/\/a|^https:\/\/b$/,
    codes: ["regexp-unanchored"],
  },
  {
    title: "one alternative open at its start",
    rule: /^https:\/\/a$|https:\/\/b$/,
    codes: ["regexp-unanchored"],
  },
  {
    title: "one alternative open at its start, behind a group",
    rule: /^https:\/\/(?:a|b)$|https:\/\/c$/,
    codes: ["regexp-unanchored"],
  },
  {
    title: "an end that is not at the end",
    rule: /^https:\/\/(?:a$|b)/,
    codes: ["regexp-unanchored"],
  },
  { title: "anchors inside a group", rule: /(^https:\/\/a$)/, codes: ["regexp-unanchored"] },
  { title: "a bar in a class", rule: /^https:\/\/[|]a$/, codes: [] },
  { title: "a bar in a group", rule: /^https:\/\/(?:a|b)$/, codes: [] },
  { title: "an escaped bar", rule: /^https:\/\/a\|b$/, codes: [] },
  {
    title: "neither anchors nor scheme",
    rule: /example/,
    codes: ["regexp-unanchored", "regexp-without-scheme"],
  },
  {
    title: "slashes in classes, where nobody looks for them",
    rule: /^https:[/][/]a\.example$/,
    codes: ["regexp-without-scheme"],
  },
  { title: "no scheme", rule: /^.*example$/, codes: ["regexp-without-scheme"] },
  { title: "every https site", rule: /^https:\/\/.*$/, codes: ["regexp-matches-anything"] },
  { title: "every site", rule: /^https?:\/\/[^/]+$/, codes: ["regexp-matches-anything"] },
  { title: "every http site", rule: /^http:\/\/.+$/, codes: ["regexp-matches-anything"] },
  {
    title: "every site under a scheme of any name",
    rule: /^[a-z]+:\/\/.+$/,
    codes: ["regexp-matches-anything"],
  },
  {
    title: "a slash at the end",
    rule: /^https:\/\/a\.example\/$/,
    codes: ["regexp-never-matches"],
  },
  { title: "a path", rule: /^https:\/\/a\.example\/shop$/, codes: ["regexp-never-matches"] },
  { title: "capitals", rule: /^https:\/\/A\.example$/, codes: ["regexp-never-matches"] },
  {
    title: "the default port",
    rule: /^https:\/\/a\.example:443$/,
    codes: ["regexp-never-matches"],
  },
  {
    title: "the default port in a group",
    rule: /^(https:\/\/a\.example:443)$/,
    codes: ["regexp-never-matches"],
  },
  { title: "an open dot", rule: /^https:\/\/a.example\.com$/, codes: ["regexp-unescaped-dot"] },
  {
    title: "an open dot behind a class",
    rule: /^https:\/\/[a-z0-9].example\.com$/,
    codes: ["regexp-unescaped-dot"],
  },
  {
    title: "an open dot behind a group",
    rule: /^https:\/\/(?:a|b).example\.com$/,
    codes: ["regexp-unescaped-dot"],
  },
  {
    title: "an open dot behind anything",
    rule: /^https:\/\/.*.example\.com$/,
    codes: ["regexp-unescaped-dot"],
  },
  {
    title: "an open dot behind a number of times",
    rule: /^https:\/\/[a-z]{4}.example\.com$/,
    codes: ["regexp-unescaped-dot"],
  },
  {
    title: "an open dot behind what may be left out",
    rule: /^https:\/\/ab?.example\.com$/,
    codes: ["regexp-unescaped-dot"],
  },
  { title: "a dot in a class of its own", rule: /^https:\/\/a[.]b\.example\.com$/, codes: [] },
  { title: "a dot in a class", rule: /^https:\/\/a[a.b]example\.com$/, codes: [] },
  { title: "a dot that is repeated", rule: /^https:\/\/a.+\.example\.com$/, codes: [] },
])("$title: $rule", ({ rule, codes: expected }) => {
  expect(codes(rule)).toEqual(expected);
});

// Each of these takes from a millisecond to hours on an origin of 300 characters, but for the last two.
test.each([
  /^https:\/\/([a-z]+)+\.example\.com$/,
  /^https:\/\/(?:[a-z]|[a-z0-9])+\.example\.com$/,
  /^https:\/\/(\w|_)+\.example\.com$/,
  /^https:\/\/(a|a)*b$/,
  /^https:\/\/((?:a|a))+b$/,
  /^https:\/\/(a|a){1,}b$/,
  /^https:\/\/(.*)*\.example\.com$/,
  /^https:\/\/([a-z0-9]+-?)+\.example\.com$/,
  /^https:\/\/.*.*.*\.example\.com$/,
  /^https:\/\/.*-.+-.*\.example\.com$/,
  /^https:\/\/(?:a|(?:a))+b$/,
  /^https:\/\/(?:[a-z]?[a-z]?)+b$/,
  /^https:\/\/((x|y)z)+(a)\.example\.com$/,
  /^https:\/\/(?:[a-z]+\.)+example\.com$/,
])("%s can be made to try for long", (rule) => {
  expect(codes(rule)).toEqual(["regexp-catastrophic"]);
});

test.each([
  { title: "alternatives beside a repetition", rule: /(?:a|b)c+/ },
  { title: "alternatives after a repetition", rule: /(?:a)+(?:a|b)/ },
  { title: "alternatives outside a repetition", rule: /(?:a|(?:b)+c)/ },
  { title: "a group inside a repetition", rule: /(?:(?:a)b)+/ },
  { title: "bars in classes of several characters", rule: /(?:[a|])+b/ },
  { title: "two wildcards", rule: /.*.+/ },
  { title: "escaped dots", rule: /\.*\.*\.*/ },
  { title: "dots in classes", rule: /[.]*[.]*[.]*/ },
  { title: "escaped brackets", rule: /\((?:a|b)\)+/ },
])("no harm: $title", ({ rule }) => {
  expect(canBacktrack(rule.source)).toBe(false);
});
