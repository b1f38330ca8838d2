import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { behaviours } from "../src/engine.ts";
import { headerValue, joinedLines, tokenList, type HeaderLine } from "../src/header-lines.ts";

describe("headerValue", () => {
  test.each<{ title: string; lines: HeaderLine[]; value: string | undefined }>([
    { title: "is undefined without a line", lines: [["x-other", "1"]], value: undefined },
    { title: "is empty for an empty line", lines: [["X-A", ""]], value: "" },
    { title: "ignores the case of names", lines: [["X-A", "1"]], value: "1" },
    { title: "drops spaces and tabs around", lines: [["x-a", " \t1\t "]], value: "1" },
    { title: "keeps other white space", lines: [["x-a", "\u00a01"]], value: "\u00a01" },
    {
      title: "joins lines with a comma and a space",
      lines: [
        ["x-a", "1"],
        ["X-A", " 2"],
      ],
      value: "1, 2",
    },
  ])("$title", ({ lines, value }) => {
    expect(headerValue(lines, "x-a")).toBe(value);
  });
});

describe("tokenList", () => {
  test.each<{ title: string; values: string[]; list: ReturnType<typeof tokenList> }>([
    { title: "no line", values: [], list: { valid: true, tokens: [] } },
    { title: "an empty line", values: [""], list: { valid: true, tokens: [] } },
    { title: "members", values: ["a,b"], list: { valid: true, tokens: ["a", "b"] } },
    { title: "several lines", values: ["a", "b"], list: { valid: true, tokens: ["a", "b"] } },
    { title: "empty members", values: [",, a ,,"], list: { valid: true, tokens: ["a"] } },
    { title: "the star, a token", values: ["*"], list: { valid: true, tokens: ["*"] } },
    {
      title: "one bad member among good ones",
      values: ["a, b c, d"],
      list: { valid: false, member: "b c", value: "a, b c, d" },
    },
    {
      title: "quotes",
      values: ['"a"'],
      list: { valid: false, member: '"a"', value: '"a"' },
    },
  ])("reads $title", ({ values, list }) => {
    expect(
      tokenList(
        values.map((value): HeaderLine => ["X-A", value]),
        "x-a",
      ),
    ).toEqual(list);
  });

  test("agrees with a reading byte by byte", () => {
    const bytes = fc.string({
      unit: fc.constantFrom("a", "B", "-", ",", " ", "\t", '"', "*", ";"),
    });
    fc.assert(
      fc.property(fc.array(bytes, { maxLength: 3 }), (values) => {
        const list = tokenList(
          values.map((value): HeaderLine => ["x-a", value]),
          "x-a",
        );
        const naive = naiveList(values);
        expect(list.valid ? list.tokens : undefined).toEqual(naive);
      }),
      { numRuns: 2000 },
    );
  });
});

/** The same by hand: one byte after the other, no regular expression, no split. */
function naiveList(values: readonly string[]): readonly string[] | undefined {
  const tokens: string[] = [];
  for (const value of values) {
    let member = "";
    for (const byte of `${value},`) {
      if (byte !== ",") {
        member += byte;
        continue;
      }
      let from = 0;
      let to = member.length;
      while (from < to && (member[from] === " " || member[from] === "\t")) from += 1;
      while (to > from && (member[to - 1] === " " || member[to - 1] === "\t")) to -= 1;
      const token = member.slice(from, to);
      member = "";
      if (token === "") continue;
      for (const each of token) {
        if (!"!#$%&'*+-.^_`|~".includes(each) && !/^[0-9A-Za-z]$/.test(each)) return undefined;
      }
      tokens.push(token);
    }
  }
  return tokens;
}

test("joinedLines writes each name once, in lower case and in order of first use", () => {
  expect(
    joinedLines(
      [
        ["X-B", "1"],
        ["x-a", "2"],
        ["x-b", "3"],
      ],
      behaviours.standard,
    ),
  ).toEqual([
    ["x-b", "1, 3"],
    ["x-a", "2"],
  ]);
});

test.each([
  { engine: "chromium", value: "1, , 3" },
  { engine: "firefox", value: "3" },
] as const)("joinedLines with an empty value between: $value in $engine", ({ engine, value }) => {
  const lines: HeaderLine[] = [
    ["x-a", "1"],
    ["x-a", ""],
    ["x-a", "3"],
  ];
  expect(joinedLines(lines, behaviours[engine])).toEqual([["x-a", value]]);
});
