import fc from "fast-check";
import FindMyWay from "find-my-way";
import { expect, test } from "vitest";
import { comparePatterns, type Overlap } from "../src/pattern-overlap.ts";

const rows: readonly { title: string; first: string; second: string; overlap: Overlap }[] = [
  { title: "different literals", first: "/a", second: "/b", overlap: "none" },
  { title: "different lengths", first: "/a/:id", second: "/a", overlap: "none" },
  { title: "a literal and a parameter", first: "/a/me", second: "/a/:id", overlap: "first-wins" },
  { title: "a parameter and a literal", first: "/a/:id", second: "/a/me", overlap: "possible" },
  { title: "a literal and a wildcard", first: "/a/me", second: "/a/*", overlap: "first-wins" },
  { title: "a parameter and a wildcard", first: "/a/:id", second: "/a/*", overlap: "possible" },
  { title: "the same pattern", first: "/a/:id", second: "/a/:other", overlap: "possible" },
  { title: "crossing parameters", first: "/a/:id", second: "/:kind/b", overlap: "first-wins" },
  { title: "an optional parameter left out", first: "/a/:id?", second: "/a", overlap: "possible" },
  { title: "parts of one segment", first: "/a/:x-:y", second: "/a/b-c", overlap: "possible" },
];

test.each(rows)("$title: $overlap", ({ first, second, overlap }) => {
  expect(comparePatterns(first, second, { caseSensitive: true })).toBe(overlap);
});

test("letters of another case are other letters only where the router says so", () => {
  expect(comparePatterns("/A", "/a", { caseSensitive: true })).toBe("none");
  expect(comparePatterns("/A", "/a", { caseSensitive: false })).not.toBe("none");
});

const segment = fc.constantFrom("a", "b", "me", ":id", ":x-:y", ":n(^\\d+$)");
const pattern = fc
  .tuple(fc.array(segment, { minLength: 1, maxLength: 3 }), fc.constantFrom("", "", "/*"))
  // Names must differ within a pattern.
  .map(
    ([segments, tail]) =>
      `/${segments.map((text, at) => text.replace(/:(\w)/g, `:$1${at}`)).join("/")}${tail}`,
  );
const url = fc
  .array(fc.constantFrom("a", "b", "me", "12", "x-y"), { minLength: 1, maxLength: 4 })
  .map((segments) => `/${segments.join("/")}`);

/** Which of two patterns the router itself reaches; `undefined` for neither. */
function reached(patterns: readonly string[], path: string): number | undefined {
  const router = FindMyWay();
  for (const [index, text] of patterns.entries()) router.on("GET", text, () => {}, index);
  const store: unknown = router.find("GET", path)?.store;
  return typeof store === "number" ? store : undefined;
}

test("agrees with the router wherever it commits itself", () => {
  fc.assert(
    fc.property(pattern, pattern, url, (first, second, path) => {
      const overlap = comparePatterns(first, second, { caseSensitive: true });
      const both = reached([first], path) === 0 && reached([second], path) === 0;
      if (!both) return;
      expect(overlap).not.toBe("none");
      if (overlap === "first-wins") expect(reached([first, second], path)).toBe(0);
    }),
    { numRuns: 2000 },
  );
});
