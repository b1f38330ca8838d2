import fc from "fast-check";
import { expect, test } from "vitest";
import { ExactOrigins } from "../src/exact-origins.ts";
import { exactOrigins, fieldValues } from "./origin-samples.ts";

test("has what was added and nothing else", () => {
  const texts = fc.oneof(exactOrigins, fieldValues);
  fc.assert(
    fc.property(fc.array(exactOrigins), fc.array(texts), (added, asked) => {
      const origins = new ExactOrigins();
      for (const origin of added) origins.add(origin);
      expect([...origins.values()]).toEqual([...new Set(added)]);
      for (const text of [...added, ...asked]) expect(origins.has(text)).toBe(added.includes(text));
    }),
  );
});

test("the longest origin is found, and what is longer is not looked for", () => {
  const longest = `https://${"a".repeat(322)}`;
  const origins = new ExactOrigins();
  origins.add(longest);
  expect(origins.has(longest)).toBe(true);
  expect(origins.has(`${longest}a`)).toBe(false);
  expect(origins.has("a".repeat(65_536))).toBe(false);
});
