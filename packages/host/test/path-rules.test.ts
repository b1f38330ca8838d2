import { definePolicy } from "@corsage/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { PathRules } from "../src/path-rules.ts";
import { PolicyCells } from "../src/policy-cell.ts";

const cells = new PolicyCells();
const cell = cells.create(definePolicy({ origin: "*" }), undefined);

function rulesOf(...prefixes: readonly string[]): PathRules {
  return new PathRules(prefixes.map((prefix) => ({ prefix, cell })));
}

test.each([
  { title: "the prefix itself", url: "/a", found: "/a" },
  { title: "with a query", url: "/a?b=/a/b", found: "/a" },
  { title: "below it", url: "/a/x/y", found: "/a" },
  { title: "the longest", url: "/a/b/c", found: "/a/b/" },
  { title: "the longest, without its slash", url: "/a/b", found: "/a/b/" },
  { title: "not inside a segment", url: "/ab", found: undefined },
  { title: "another case", url: "/A/B", found: "/a/b/" },
  { title: "percent-encoded letters", url: "/%61/%62", found: "/a/b/" },
  { title: "an encoded slash separates nothing", url: "/a%2Fb", found: undefined },
  { title: "doubled slashes", url: "//a//b", found: "/a/b/" },
  { title: "malformed encoding", url: "/a/%ZZ", found: "/a" },
  { title: "no path at all", url: "*", found: undefined },
])("$title: $url", ({ url, found }) => {
  expect(rulesOf("/a", "/a/b/").find(url)?.prefix).toBe(found);
});

test("the prefix / is for everything", () => {
  expect(rulesOf("/").find("/")?.prefix).toBe("/");
  expect(rulesOf("/").find("/x/y")?.prefix).toBe("/");
});

test("as comparing segment by segment has it", () => {
  const segment = fc.constantFrom("a", "b", "ab", "A");
  const path = fc.array(segment, { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(fc.array(path, { maxLength: 4 }), path, (prefixes, asked) => {
      const lower = (parts: readonly string[]): readonly string[] =>
        parts.map((part) => part.toLowerCase());
      const matching = prefixes.filter((prefix) =>
        lower(prefix).every((part, index) => part === lower(asked)[index]),
      );
      const longest = Math.max(0, ...matching.map((prefix) => `/${prefix.join("/")}`.length));
      const rules = rulesOf(...prefixes.map((prefix) => `/${prefix.join("/")}`));
      expect(rules.find(`/${asked.join("/")}`)?.prefix.length ?? 0).toBe(longest);
    }),
  );
});
