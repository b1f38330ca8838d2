import fc from "fast-check";
import { expect, test } from "vitest";
import { mergeVary } from "../src/vary.ts";

const rows = [
  { title: "nothing there", existing: undefined, add: "Origin", merged: "Origin" },
  { title: "an empty value", existing: "", add: "Origin", merged: "Origin" },
  { title: "the same field", existing: "Origin", add: "Origin", merged: "Origin" },
  { title: "the same field in another case", existing: "origin", add: "Origin", merged: "origin" },
  { title: "another field", existing: "Accept", add: "Origin", merged: "Accept, Origin" },
  {
    title: "two lines",
    existing: ["Accept", "Cookie"],
    add: "Origin",
    merged: "Accept, Cookie, Origin",
  },
  { title: "a star", existing: "*", add: "Origin", merged: "*" },
  { title: "a star among fields", existing: "Accept, *", add: "Origin", merged: "Accept, *" },
  { title: "nothing to add", existing: "Accept", add: "", merged: "Accept" },
  {
    title: "empty members and spaces",
    existing: " Accept ,, Cookie",
    add: "Origin",
    merged: "Accept, Cookie, Origin",
  },
  {
    title: "a field that stands twice",
    existing: "Accept, accept",
    add: "Origin",
    merged: "Accept, Origin",
  },
  {
    title: "several to add",
    existing: "origin",
    add: "Origin, Access-Control-Request-Method",
    merged: "origin, Access-Control-Request-Method",
  },
  {
    title: "a field that contains the other's name",
    existing: "X-Origin",
    add: "Origin",
    merged: "X-Origin, Origin",
  },
];

test.each(rows)("$title", ({ existing, add, merged }) => {
  expect(mergeVary(existing, add)).toBe(merged);
});

const field = fc.constantFrom("Origin", "origin", "Accept", "ACCEPT", "Cookie", "X-Origin", "*");
const list = fc.array(field, { maxLength: 5 });

/** The set of fields, said as slowly as possible. */
function fieldsOf(value: string): readonly string[] {
  const fields: string[] = [];
  for (const part of value.split(",")) {
    const name = part.trim().toLowerCase();
    if (name !== "" && !fields.includes(name)) fields.push(name);
  }
  return fields.toSorted();
}

test("is the union of both sets, each field once, and never less than a star", () => {
  fc.assert(
    fc.property(
      list,
      list.map((names) => names.filter((name) => name !== "*")),
      (existing, add) => {
        const merged = mergeVary(
          existing.length === 0 ? undefined : existing.join(", "),
          add.join(", "),
        );
        if (existing.includes("*")) {
          expect(merged).toBe(existing.join(", "));
          return;
        }
        expect(fieldsOf(merged)).toEqual(fieldsOf([...existing, ...add].join(",")));
        // What a single list stands for already is left as it was written.
        if (existing.length > 0 && add.length > 0 && existing.join(", ") !== add.join(", ")) {
          expect(merged.split(",").length).toBe(fieldsOf(merged).length);
        }
        expect(mergeVary(merged, add.join(", "))).toBe(merged);
      },
    ),
    { numRuns: 2000 },
  );
});
