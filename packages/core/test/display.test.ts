import { expect, test } from "vitest";
import { display } from "../src/index.ts";
import { displayList } from "../src/display.ts";

function isTenant(): boolean {
  return true;
}
const cycle: Record<string, unknown> = {};
cycle["self"] = cycle;
const list: unknown[] = [1n];

test.each<{ readonly value: unknown; readonly text: string }>([
  { value: "a", text: '"a"' },
  { value: 'a "b"\n', text: String.raw`"a \"b\"\n"` },
  {
    value: "\u007F\u0080\u009F\u00A0\u2028\u2029\u202A",
    text: '"\\u007f\\u0080\\u009f\u00A0\\u2028\\u2029\u202A"',
  },
  { value: "x".repeat(120), text: `"${"x".repeat(120)}"` },
  { value: "x".repeat(121), text: `"${"x".repeat(120)}…"` },
  { value: 7, text: "7" },
  { value: Number.NaN, text: "NaN" },
  { value: true, text: "true" },
  { value: undefined, text: "undefined" },
  { value: null, text: "null" },
  { value: 7n, text: "7n" },
  { value: Symbol("s"), text: "a symbol" },
  {
    value: (
      () => () =>
        true
    )(),
    text: "a function",
  },
  { value: isTenant, text: "the function isTenant" },
  { value: /a\/b/i, text: "/a\\/b/i" },
  { value: new RegExp("x".repeat(200)), text: `/${"x".repeat(119)}…` },
  { value: { a: [1] }, text: '{"a":[1]}' },
  { value: ["x".repeat(200)], text: `["${"x".repeat(118)}…` },
  { value: { toJSON: () => undefined }, text: "an object" },
  { value: cycle, text: "an object" },
  { value: list, text: "an array" },
])("$text", ({ value, text }) => {
  expect(display(value)).toBe(text);
});

test("a list is an array literal to paste, so nothing of it is shortened", () => {
  expect(displayList([])).toBe("[]");
  expect(displayList(["x".repeat(121)])).toBe(`["${"x".repeat(121)}"]`);
  expect(displayList(["a", 'b"'])).toBe(String.raw`["a", "b\""]`);
});
