import fc from "fast-check";
import { expect, test } from "vitest";
import { isToken, parseFieldNames } from "../src/index.ts";

const TCHAR = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

test("a token is made of the characters that RFC 9110 lists, and no other", () => {
  for (let code = 0; code < 0x250; code += 1) {
    const character = String.fromCharCode(code);
    expect([code, isToken(character)]).toEqual([code, TCHAR.includes(character)]);
    expect([code, isToken(`a${character}a`)]).toEqual([code, TCHAR.includes(character)]);
  }
  expect(isToken("")).toBe(false);
  expect(isToken("a\n")).toBe(false);
});

interface Row {
  readonly title: string;
  readonly value: string;
  readonly names: readonly string[] | undefined;
}

test.each<Row>([
  { title: "one", value: "x-a", names: ["x-a"] },
  { title: "as browsers send them", value: "content-type,x-a", names: ["content-type", "x-a"] },
  { title: "upper case", value: "X-A", names: ["x-a"] },
  { title: "duplicates", value: "x-a,X-A,x-a", names: ["x-a"] },
  { title: "spaces and tabs around", value: " \tx-a\t , x-b  ", names: ["x-a", "x-b"] },
  { title: "empty members", value: ",,x-a,,", names: ["x-a"] },
  { title: "nothing", value: "", names: [] },
  { title: "nothing but commas", value: ", ,\t,", names: [] },
  { title: "a space inside", value: "x a", names: undefined },
  { title: "a line break", value: "x-a\r\nx-b", names: undefined },
  { title: "a line break at the end", value: "x-a\n", names: undefined },
  { title: "a no-break space", value: "\u00A0x-a", names: undefined },
  { title: "a quoted string", value: '"x-a"', names: undefined },
  { title: "a colon", value: "x-a: 1", names: undefined },
  { title: "latin-1", value: "x-é", names: undefined },
  { title: "a zero byte", value: "x-a\0", names: undefined },
  { title: "one bad name among good ones", value: "x-a,(),x-b", names: undefined },
  { title: "4096 characters", value: "a".repeat(4096), names: ["a".repeat(4096)] },
  { title: "4097 characters", value: "a".repeat(4097), names: undefined },
  { title: "128 members", value: `${"a,".repeat(127)}b`, names: ["a", "b"] },
  { title: "129 members", value: `${"a,".repeat(128)}b`, names: undefined },
  { title: "129 empty members", value: ",".repeat(128), names: undefined },
])("$title", ({ value, names }) => {
  expect(parseFieldNames(value)).toEqual(names);
});

/** Character by character, as the grammar reads. */
function readNaively(value: string): readonly string[] | undefined {
  const names: string[] = [];
  for (const member of value.split(",")) {
    const name = /^[ \t]*([^ \t]*)[ \t]*$/.exec(member)?.[1];
    if (name === undefined || [...name].some((character) => !TCHAR.includes(character)))
      return undefined;
    const lower = name.toLowerCase();
    if (lower !== "" && !names.includes(lower)) names.push(lower);
  }
  return names;
}

test("agrees with the oracle", () => {
  const parts = fc.constantFrom(
    "x-a",
    "X-B",
    "c",
    ",",
    ",",
    " ",
    "\t",
    "\n",
    "(",
    "é",
    "\u00A0",
    "",
  );
  const values = fc.array(parts, { maxLength: 24 }).map((list) => list.join(""));
  fc.assert(
    fc.property(fc.oneof(values, fc.string()), (value) => {
      expect(parseFieldNames(value)).toEqual(readNaively(value));
    }),
  );
});
