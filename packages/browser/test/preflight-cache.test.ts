import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Engine } from "../src/engine.ts";
import type { HeaderLine } from "../src/header-lines.ts";
import {
  createPreflightCache,
  preflightLifetime,
  type CacheQuestion,
} from "../src/preflight-cache.ts";

const question = (more: Partial<CacheQuestion> = {}): CacheQuestion => ({
  origin: "https://app.example.com",
  url: "https://api.example.com/a",
  withCredentials: false,
  method: "PUT",
  headerNames: ["x-a"],
  forced: false,
  ...more,
});
const answer = (maxAge: string, methods = "PUT", names = "X-A"): readonly HeaderLine[] => [
  ["Access-Control-Allow-Methods", methods],
  ["Access-Control-Allow-Headers", names],
  ["Access-Control-Max-Age", maxAge],
];
const engines = ["standard", "chromium", "firefox", "webkit"] as const;

describe("lifetime in seconds", () => {
  test.each<{
    value: string | undefined;
    standard: number;
    chromium: number;
    firefox: number;
    webkit: number;
  }>([
    { value: undefined, standard: 5, chromium: 5, firefox: 5, webkit: 5 },
    { value: "", standard: 5, chromium: 5, firefox: 5, webkit: 5 },
    { value: "0", standard: 0, chromium: 0, firefox: 0, webkit: 0 },
    { value: "600", standard: 600, chromium: 600, firefox: 600, webkit: 600 },
    { value: "7200", standard: 7200, chromium: 7200, firefox: 7200, webkit: 600 },
    { value: "7201", standard: 7201, chromium: 7200, firefox: 7201, webkit: 600 },
    { value: "99999", standard: 99_999, chromium: 7200, firefox: 86_400, webkit: 600 },
    { value: "-1", standard: 5, chromium: 0, firefox: 0, webkit: 0 },
    { value: "abc", standard: 5, chromium: 5, firefox: 0, webkit: 5 },
    { value: "600.5", standard: 5, chromium: 5, firefox: 0, webkit: 5 },
    { value: "600, 600", standard: 5, chromium: 5, firefox: 0, webkit: 5 },
  ])("$value", ({ value, ...expected }) => {
    const lines: readonly HeaderLine[] =
      value === undefined ? [] : [["Access-Control-Max-Age", value]];
    const lifetimes = Object.fromEntries(
      engines.map((engine) => [engine, preflightLifetime(lines, engine)]),
    );
    expect(lifetimes).toEqual(expected);
  });
});

describe("an entry", () => {
  test.each(engines)("of %s lives to its last millisecond and not longer", (engine) => {
    let now = 1000;
    const cache = createPreflightCache(engine, () => now);
    expect(cache.store(question(), answer("10"))).toBe(10);
    now += 9_999;
    expect(cache.covers(question())).toBe(true);
    now += 1;
    expect(cache.covers(question())).toBe(false);
  });

  test.each<{ title: string; asked: Partial<CacheQuestion>; covered: boolean }>([
    { title: "the same request", asked: {}, covered: true },
    { title: "a safelisted method", asked: { method: "POST" }, covered: true },
    { title: "fewer headers", asked: { headerNames: [] }, covered: true },
    { title: "another method", asked: { method: "DELETE" }, covered: false },
    { title: "another header", asked: { headerNames: ["x-a", "x-b"] }, covered: false },
    { title: "another query", asked: { url: "https://api.example.com/a?1" }, covered: false },
    { title: "another origin", asked: { origin: "https://b.example.com" }, covered: false },
    { title: "credentials", asked: { withCredentials: true }, covered: false },
  ])("covers $title: $covered", ({ asked, covered }) => {
    const answers = engines.map((engine) => {
      const cache = createPreflightCache(engine, () => 0);
      cache.store(question(), answer("600"));
      return [engine, cache.covers(question(asked))];
    });
    expect(answers).toEqual(engines.map((engine) => [engine, covered]));
  });

  test.each<{ engine: Engine; covered: boolean }>([
    { engine: "standard", covered: true },
    { engine: "chromium", covered: true },
    { engine: "firefox", covered: false },
    { engine: "webkit", covered: true },
  ])("with credentials serves a request without in $engine: $covered", ({ engine, covered }) => {
    const cache = createPreflightCache(engine, () => 0);
    cache.store(question({ withCredentials: true }), answer("600"));
    expect(cache.covers(question())).toBe(covered);
    expect(cache.covers(question({ withCredentials: true }))).toBe(true);
  });

  test.each<{ engine: Engine; covered: boolean }>([
    { engine: "chromium", covered: true },
    { engine: "firefox", covered: false },
    { engine: "webkit", covered: true },
  ])("of stars covers in $engine: $covered", ({ engine, covered }) => {
    const cache = createPreflightCache(engine, () => 0);
    cache.store(question(), answer("600", "*", "*"));
    expect(cache.covers(question())).toBe(covered);
  });

  test("of a star never covers credentials, nor authorization by the standard", () => {
    const cache = createPreflightCache("standard", () => 0);
    cache.store(question({ withCredentials: true }), answer("600", "PUT", "*"));
    expect(cache.covers(question({ withCredentials: true }))).toBe(false);
    expect(cache.covers(question({ headerNames: ["authorization"] }))).toBe(false);
  });

  test.each<{ engine: Engine; covered: boolean }>([
    { engine: "standard", covered: false },
    { engine: "chromium", covered: false },
    { engine: "firefox", covered: false },
    { engine: "webkit", covered: true },
  ])("of a star for headers covers authorization in $engine: $covered", ({ engine, covered }) => {
    const cache = createPreflightCache(engine, () => 0);
    cache.store(question(), answer("600", "PUT", "*"));
    expect(cache.covers(question({ headerNames: ["authorization"] }))).toBe(covered);
  });

  test.each<{ engine: Engine; covered: boolean }>([
    { engine: "chromium", covered: false },
    { engine: "webkit", covered: true },
  ])(
    "of a star, made with credentials, covers one without in $engine: $covered",
    ({ engine, covered }) => {
      const cache = createPreflightCache(engine, () => 0);
      cache.store(question({ withCredentials: true }), answer("600", "PUT, *"));
      expect(cache.covers(question({ method: "DELETE" }))).toBe(covered);
    },
  );

  test.each<{ engine: Engine; left: boolean }>([
    { engine: "standard", left: true },
    { engine: "chromium", left: false },
    { engine: "firefox", left: true },
    { engine: "webkit", left: false },
  ])("that does not cover a request is left in $engine: $left", ({ engine, left }) => {
    const cache = createPreflightCache(engine, () => 0);
    cache.store(question(), answer("600"));
    expect(cache.covers(question({ method: "DELETE" }))).toBe(false);
    expect(cache.covers(question())).toBe(left);
  });

  test("must list HEAD in Firefox alone", () => {
    const head = question({ method: "HEAD" });
    const covered = engines.filter((engine) => {
      const cache = createPreflightCache(engine, () => 0);
      cache.store(head, answer("600", "PUT"));
      return cache.covers(head);
    });
    expect(covered).toEqual(["standard", "chromium", "webkit"]);
  });

  test("of a forced preflight allows its own method where no list was sent", () => {
    const upload = question({ method: "POST", headerNames: [], forced: true });
    const cache = createPreflightCache("standard", () => 0);
    cache.store(upload, [["Access-Control-Max-Age", "60"]]);
    expect(cache.covers(upload)).toBe(true);
  });
});

describe("a second answer", () => {
  test.each<{ engine: Engine; first: boolean }>([
    { engine: "standard", first: true },
    { engine: "firefox", first: true },
    { engine: "chromium", first: false },
    { engine: "webkit", first: false },
  ])("leaves what the first allowed in $engine: $first", ({ engine, first }) => {
    const cache = createPreflightCache(engine, () => 0);
    cache.store(question(), answer("600", "PUT"));
    cache.store(question({ method: "DELETE" }), answer("600", "DELETE"));
    expect(cache.covers(question({ method: "DELETE" }))).toBe(true);
    expect(cache.covers(question())).toBe(first);
  });
});

test("Firefox keeps a hundred entries, the least recently used out first", () => {
  const cache = createPreflightCache("firefox", () => 0);
  const at = (index: number): CacheQuestion =>
    question({ url: `https://api.example.com/${index}` });
  for (let index = 0; index < 100; index += 1) cache.store(at(index), answer("600"));
  expect(cache.covers(at(0))).toBe(true);
  cache.store(at(100), answer("600"));
  expect([cache.covers(at(0)), cache.covers(at(1)), cache.covers(at(100))]).toEqual([
    true,
    false,
    true,
  ]);
});

test.each([
  { engine: "standard", entries: 1500, left: true },
  { engine: "chromium", entries: 1024, left: true },
  { engine: "chromium", entries: 1025, left: false },
  { engine: "webkit", entries: 1500, left: true },
] as const)("$engine with $entries entries still has the first: $left", (row) => {
  const cache = createPreflightCache(row.engine, () => 0);
  for (let index = 0; index < row.entries; index += 1) {
    cache.store(question({ url: `https://api.example.com/${index}` }), answer("600"));
  }
  expect(cache.covers(question({ url: "https://api.example.com/0" }))).toBe(row.left);
});

test.each([
  { engine: "chromium", length: 1023, kept: 600 },
  { engine: "chromium", length: 1024, kept: 0 },
  { engine: "firefox", length: 1024, kept: 600 },
  { engine: "webkit", length: 1024, kept: 600 },
] as const)("$engine keeps a URL of $length characters for $kept s", ({ engine, length, kept }) => {
  const url = "https://api.example.com/".padEnd(length, "a");
  expect(createPreflightCache(engine, () => 0).store(question({ url }), answer("600"))).toBe(kept);
});

test("forget drops both entries of a URL and no other", () => {
  const cache = createPreflightCache("firefox", () => 0);
  const other = question({ url: "https://api.example.com/b" });
  cache.store(question(), answer("600"));
  cache.store(question({ withCredentials: true }), answer("600"));
  cache.store(other, answer("600"));
  cache.forget(question());
  expect([
    cache.covers(question()),
    cache.covers(question({ withCredentials: true })),
    cache.covers(other),
  ]).toEqual([false, false, true]);
});

test("never covers what no single answer of the URL allowed (chromium)", () => {
  const name = fc.constantFrom("PUT", "DELETE", "PATCH");
  const names = fc.subarray(["x-a", "x-b", "x-c"]);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(name, names), { minLength: 1, maxLength: 5 }),
      name,
      names,
      (stored, method, headerNames) => {
        const cache = createPreflightCache("chromium", () => 0);
        for (const [one, list] of stored) {
          cache.store(
            question({ method: one, headerNames: list }),
            answer("600", one, list.join(",")),
          );
        }
        const last = stored.at(-1);
        const allowed =
          last !== undefined &&
          last[0] === method &&
          headerNames.every((each) => last[1].includes(each));
        expect(cache.covers(question({ method, headerNames }))).toBe(allowed);
      },
    ),
  );
});
