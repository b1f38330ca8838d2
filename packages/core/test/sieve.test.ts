import fc from "fast-check";
import { expect, test } from "vitest";
import { ExactOrigins } from "../src/exact-origins.ts";
import { OriginIndex } from "../src/origin-index.ts";
import { parseOriginPattern } from "../src/origin-pattern.ts";
import { Sieve } from "../src/sieve.ts";

const tenant = (index: number): string => `tenant${index}.example.com`;

function tenants(count: number): Set<string> {
  return new Set(Array.from({ length: count }, (_, index) => tenant(index)));
}

function sieveOf(count: number): Sieve {
  const sieve = Sieve.of(tenants(count));
  if (sieve === undefined) throw new Error(`no sieve for ${count}`);
  return sieve;
}

test.each([
  { title: "fewer than it pays for", count: 4095, isMade: false },
  { title: "as many as it pays for", count: 4096, isMade: true },
])("for $title: $count", ({ count, isMade }) => {
  const set = tenants(count);
  expect(Sieve.of(set) !== undefined).toBe(isMade);
  expect(Sieve.of(new Map([...set].map((text) => [text, 0]))) !== undefined).toBe(isMade);
});

test.each([4096, 5000, 60_000])("of %i strings, each gets through", (count) => {
  const sieve = sieveOf(count);
  const held = [...tenants(count)].filter((text) => !sieve.mayHave(text, 0, text.length));
  expect(held).toEqual([]);
});

test.each([4096, 5000, 60_000])(
  "with %i strings, fewer than one stranger in twelve does",
  (count) => {
    const sieve = sieveOf(count);
    const strangers = Array.from({ length: 12_000 }, (_, index) => `stranger${index}.example.com`);
    const through = strangers.filter((text) => sieve.mayHave(text, 0, text.length));
    expect(through.length).toBeLessThan(1000);
  },
);

test("a part of a string is looked for as if it stood alone", () => {
  const sieve = sieveOf(4096);
  const parts = fc.record({
    before: fc.string(),
    text: fc.oneof(fc.nat(5000).map(tenant), fc.string()),
    after: fc.string(),
  });
  fc.assert(
    fc.property(parts, ({ before, text, after }) => {
      const whole = before + text + after;
      const end = before.length + text.length;
      expect(sieve.mayHave(whole, before.length, end)).toBe(sieve.mayHave(text, 0, text.length));
    }),
  );
});

test("many exact origins are found, whether added before they were complete or after", () => {
  const origins = new ExactOrigins();
  for (const host of tenants(5000)) origins.add(`https://${host}`);
  origins.complete();
  const late = "https://tenant7000.example.com";
  expect(origins.has(late)).toBe(false);
  const missing = [...tenants(5000)].filter((host) => !origins.has(`https://${host}`));
  expect(missing).toEqual([]);
  origins.add(late);
  expect(origins.has(late)).toBe(true);
});

test("many patterns are found, whether added before they were complete or after", () => {
  const index = new OriginIndex();
  const add = (host: string): void => {
    const pattern = parseOriginPattern(`https://*.${host}`);
    if (pattern === undefined) throw new Error(`no pattern: ${host}`);
    index.add(pattern);
  };
  for (const host of tenants(5000)) add(host);
  index.complete();
  expect(index.matches("https://a.tenant7000.example.com")).toBe(false);
  const missing = [...tenants(5000)].filter((host) => !index.matches(`https://a.${host}:81`));
  expect(missing).toHaveLength(5000); // another port
  expect([...tenants(5000)].filter((host) => !index.matches(`https://a.${host}`))).toEqual([]);
  add("tenant7000.example.com");
  expect(index.matches("https://a.tenant7000.example.com")).toBe(true);
});
