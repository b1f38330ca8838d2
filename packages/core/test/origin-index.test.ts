import fc from "fast-check";
import { expect, test } from "vitest";
import { checkPolicy, definePolicy } from "../src/index.ts";
import { OriginIndex } from "../src/origin-index.ts";
import { parseOriginPattern } from "../src/origin-pattern.ts";
import { covers } from "./origin-oracle.ts";
import { exactOrigins, fieldValues, originsNear, patterns } from "./origin-samples.ts";

function indexOf(list: readonly string[]): OriginIndex {
  const index = new OriginIndex();
  for (const text of list) {
    const pattern = parseOriginPattern(text);
    if (pattern === undefined) throw new Error(`${text} is no pattern`);
    index.add(pattern);
  }
  return index;
}

interface Row {
  readonly pattern: string;
  readonly matches: readonly string[];
  readonly not: readonly string[];
}

const ROWS: readonly Row[] = [
  {
    pattern: "https://*.example.com",
    matches: [
      "https://a.example.com",
      "https://a-b.example.com",
      "https://1.example.com",
      "https://xn--4ca.example.com",
    ],
    not: [
      "https://example.com",
      "https://a.b.example.com",
      "https://.example.com",
      "http://a.example.com",
      "https://a.example.com:81",
      "https://a.example.com.",
      "https://a_b.example.com",
      "https://aexample.com",
      "https://a.example.com.evil.net",
      "https://a.evilexample.com",
      "https://*.example.com",
    ],
  },
  {
    pattern: "https://**.example.com",
    matches: ["https://a.example.com", "https://a.b.example.com", "https://a.b.c.d.example.com"],
    not: [
      "https://example.com",
      "https://a..example.com",
      "https://a_b.c.example.com",
      "https://c.a_b.example.com",
      "https://a.bexample.com",
    ],
  },
  {
    pattern: "https://preview-*.example.com",
    matches: ["https://preview-1.example.com", "https://preview--.example.com"],
    not: [
      "https://preview-.example.com",
      "https://preview.example.com",
      "https://a.preview-1.example.com",
      "https://preview-1.a.example.com",
      "https://xpreview-1.example.com",
    ],
  },
  {
    pattern: "https://a*b.example.com",
    matches: ["https://axb.example.com", "https://abbb.example.com"],
    not: ["https://ab.example.com", "https://axbc.example.com", "https://ax.example.com"],
  },
  {
    pattern: "https://a_*_b.example.com",
    matches: ["https://a_x_b.example.com"],
    not: ["https://a_x_y_b.example.com", "https://a__b.example.com"],
  },
  {
    pattern: "https://**.preview-*.example.com:*",
    matches: ["https://a.preview-1.example.com", "https://b.a.preview-1.example.com:81"],
    not: [
      "https://preview-1.example.com",
      "https://a.b-1.example.com",
      "https://.preview-1.example.com",
    ],
  },
  {
    pattern: "https://*.*.example.com",
    matches: ["https://a.b.example.com"],
    not: ["https://a.example.com", "https://a.b.c.example.com"],
  },
  {
    pattern: "https://*.b.example.com",
    matches: ["https://a.b.example.com"],
    not: ["https://a.c.example.com", "https://b.example.com", "https://a.ab.example.com"],
  },
  {
    pattern: "https://a.*.example.com",
    matches: ["https://a.b.example.com"],
    not: ["https://b.b.example.com", "https://b.example.com", "https://x.a.b.example.com"],
  },
  {
    pattern: "http://localhost:*",
    matches: [
      "http://localhost",
      "http://localhost:1",
      "http://localhost:65535",
      "http://localhost:443",
    ],
    not: [
      "http://localhost:80",
      "http://localhost:",
      "http://localhost:8443.evil.net",
      "http://a.localhost",
      "https://localhost",
    ],
  },
  {
    pattern: "http://[::1]:*",
    matches: ["http://[::1]", "http://[::1]:3000"],
    not: ["http://[::2]:3000", "http://[::1]:3000x"],
  },
  {
    pattern: "https://*.example.com:8443",
    matches: ["https://a.example.com:8443"],
    not: ["https://a.example.com", "https://a.example.com:8444", "https://a.example.com:84430"],
  },
  {
    pattern: "chrome-extension://*",
    matches: ["chrome-extension://abc", "chrome-extension://abc:81", "chrome-extension://a.b"],
    not: ["chrome-extension://", "moz-extension://abc", "chrome://abc", "chrome-extension://abc/"],
  },
];

test.each(ROWS)("$pattern", ({ pattern, matches, not }) => {
  const index = indexOf([pattern]);
  for (const origin of matches) expect([origin, index.matches(origin)]).toEqual([origin, true]);
  for (const origin of not) expect([origin, index.matches(origin)]).toEqual([origin, false]);
  for (const origin of matches) expect(index.matching(origin)).toEqual([pattern]);
  for (const origin of not) expect(index.matching(origin)).toEqual([]);
  for (const origin of [...matches, ...not]) {
    expect([origin, covers(pattern, origin)]).toEqual([origin, matches.includes(origin)]);
  }
});

test("patterns that end alike are all found", () => {
  const list = [
    "https://*.example.com",
    "http://*.example.com",
    "https://**.example.com:8443",
    "https://a-*.example.com",
  ];
  const index = indexOf(list);
  expect(index.matching("https://a-b.example.com")).toEqual([list[0], list[3]]);
  expect(index.matching("http://a.example.com")).toEqual([list[1]]);
  expect(index.matching("https://a.b.example.com:8443")).toEqual([list[2]]);
});

const lists = fc.uniqueArray(patterns, { minLength: 1, maxLength: 12 });
const asked = (list: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(fc.constantFrom(...list).chain(originsNear), exactOrigins, fieldValues);

test("agrees with the oracle, pattern by pattern, on origins near and far", () => {
  const cases = lists.chain((list) => fc.tuple(fc.constant(list), asked(list)));
  fc.assert(
    fc.property(cases, ([list, origin]) => {
      const index = indexOf(list);
      const covering = list.filter((pattern) => covers(pattern, origin));
      expect(index.matches(origin)).toBe(covering.length > 0);
      expect([...index.matching(origin)].toSorted()).toEqual(covering.toSorted());
    }),
  );
});

test("a policy of literals and patterns agrees with the oracle", () => {
  const mixed = fc.uniqueArray(fc.oneof(exactOrigins, patterns), { minLength: 1, maxLength: 12 });
  const cases = mixed.chain((list) => fc.tuple(fc.constant(list), asked(list)));
  fc.assert(
    fc.property(cases, ([list, origin]) => {
      const decision = definePolicy({ origin: list }).decide({ method: "GET", origin });
      const allowed = list.some((rule) => covers(rule, origin));
      expect(decision).toMatchObject({
        allowed,
        headers: allowed ? { "access-control-allow-origin": origin } : {},
      });
    }),
  );
});

test("leaving out what is said to be swallowed changes no answer", () => {
  const mixed = fc.uniqueArray(fc.oneof(exactOrigins, patterns), { minLength: 2, maxLength: 12 });
  const cases = mixed.chain((list) =>
    fc.tuple(fc.constant(list), fc.array(asked(list), { maxLength: 8 })),
  );
  fc.assert(
    fc.property(cases, ([list, origins]) => {
      const issues = checkPolicy({ origin: list });
      const swallowed = issues.flatMap(({ code, path }) =>
        code === "origin-swallowed" ? [path[1]] : [],
      );
      const kept = list.filter((_, index) => !swallowed.includes(index));
      for (const origin of origins) {
        expect([origin, kept.some((rule) => covers(rule, origin))]).toEqual([
          origin,
          list.some((rule) => covers(rule, origin)),
        ]);
      }
    }),
  );
});
