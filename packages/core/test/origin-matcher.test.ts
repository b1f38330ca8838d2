import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type CorsRequest, type Decision, definePolicy, parsePolicy } from "../src/index.ts";

const ORIGIN = "https://app.example.com";
const post: CorsRequest = { method: "POST", origin: ORIGIN, fetchSite: "cross-site" };
const preflight: CorsRequest = { method: "OPTIONS", origin: ORIGIN, requestMethod: "PUT" };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

interface Row {
  readonly title: string;
  /** What the rule returns; a function is called, so that it may throw. */
  readonly answer: () => unknown;
  readonly code: "allowed" | "origin-not-allowed" | "origin-check-failed";
  /** Whether the answer is waited for. */
  readonly later?: true;
}

const thenable = (
  settle: (resolve: (value: unknown) => void, reject: () => void) => void,
): unknown => ({
  then: (resolve: (value: unknown) => void, reject: () => void) => {
    settle(resolve, reject);
  },
});

const ROWS: readonly Row[] = [
  { title: "true", answer: () => true, code: "allowed" },
  { title: "false", answer: () => false, code: "origin-not-allowed" },
  ...[undefined, null, 0, 1, "", "true", "false", {}, [], Number.NaN].map((value) => ({
    title: `${JSON.stringify(value)}, which is no boolean`,
    answer: () => value,
    code: "origin-check-failed" as const,
  })),
  {
    title: "the origin, as reflecting callbacks do",
    answer: () => ORIGIN,
    code: "origin-check-failed",
  },
  { title: "a boxed true", answer: () => Object(true), code: "origin-check-failed" },
  {
    title: "an object with a then that is no function",
    answer: () => ({ then: true }),
    code: "origin-check-failed",
  },
  {
    title: "a function with a then, which is no promise",
    answer: () =>
      Object.assign(
        () => true,
        thenable((resolve) => resolve(true)),
      ),
    code: "origin-check-failed",
  },
  {
    title: "a throw",
    answer: () => {
      throw new Error("database");
    },
    code: "origin-check-failed",
  },
  { title: "a promise of true", answer: () => Promise.resolve(true), code: "allowed", later: true },
  {
    title: "a promise of false",
    answer: () => Promise.resolve(false),
    code: "origin-not-allowed",
    later: true,
  },
  {
    title: "a promise of a string",
    answer: () => Promise.resolve("true"),
    code: "origin-check-failed",
    later: true,
  },
  {
    title: "a promise of nothing",
    answer: () => Promise.resolve(),
    code: "origin-check-failed",
    later: true,
  },
  {
    title: "a rejection",
    answer: () => Promise.reject(new Error("database")),
    code: "origin-check-failed",
    later: true,
  },
  {
    title: "a promise that never settles",
    answer: () => new Promise(() => {}),
    code: "origin-check-failed",
    later: true,
  },
  {
    title: "a thenable of true",
    answer: () => thenable((resolve) => resolve(true)),
    code: "allowed",
    later: true,
  },
  {
    title: "a thenable of false",
    answer: () => thenable((resolve) => resolve(false)),
    code: "origin-not-allowed",
    later: true,
  },
  {
    title: "a thenable that rejects",
    answer: () => thenable((_, reject) => reject()),
    code: "origin-check-failed",
    later: true,
  },
  {
    title: "a thenable that never answers",
    answer: () => thenable(() => {}),
    code: "origin-check-failed",
    later: true,
  },
  {
    title: "an object whose then throws when it is read",
    answer: () => ({
      get then(): never {
        throw new Error("database");
      },
    }),
    code: "origin-check-failed",
  },
  {
    title: "a thenable that throws",
    answer: () =>
      thenable(() => {
        throw new Error("database");
      }),
    code: "origin-check-failed",
    later: true,
  },
];

/** A rule in plain JavaScript, which may return what the compiler would not let it. */
function rule(answer: () => unknown): { test: () => unknown } {
  return { test: answer };
}

async function settled(decision: Decision | Promise<Decision>): Promise<Decision> {
  await vi.advanceTimersByTimeAsync(2000);
  return decision;
}

test.each(ROWS)(
  "a rule that answers $title is waited for only if it must be",
  ({ answer, later }) => {
    const decided = parsePolicy({ origin: rule(answer) }).decide(post);
    expect(decided instanceof Promise).toBe(later === true);
  },
);

const STATUS = { "origin-not-allowed": 403, "origin-check-failed": 503 } as const;

test.each(ROWS)("a rule that answers $title: $code", async ({ answer, code }) => {
  const policy = parsePolicy({ origin: rule(answer) });
  const actual = await settled(policy.decide(post));
  const asked = await settled(policy.decide(preflight));
  expect(actual.code).toBe(code);
  expect(asked.code).toBe(code);
  expect(actual.answer).toBe(code === "allowed" ? undefined : STATUS[code]);
  expect(asked.answer).toBe(code === "allowed" ? 204 : STATUS[code]);
  if (code !== "allowed") {
    expect([actual.headers, asked.headers]).toStrictEqual([{}, {}]);
    expect([actual.vary, asked.vary]).toStrictEqual(["Origin", "Origin"]);
  }
});

test.each(ROWS)("acceptFrom asks a rule that answers $title", async ({ answer, code }) => {
  const policy = parsePolicy({ origin: ["https://other.example"], acceptFrom: [rule(answer)] });
  const decision = await settled(policy.decide(post));
  expect(decision.code).toBe(code === "allowed" ? "accepted-unreadable" : code);
  expect(decision.answer).toBe(code === "allowed" ? undefined : STATUS[code]);
  expect(decision.headers).toStrictEqual({});
});

test.each(ROWS)(
  "a failed read, $title: it runs, and nothing is granted",
  async ({ answer, code }) => {
    const policy = parsePolicy({ origin: rule(answer) });
    const decision = await settled(policy.decide({ ...post, method: "GET" }));
    expect(decision.answer).toBeUndefined();
    expect(decision.headers).toStrictEqual(
      code === "allowed" ? { "access-control-allow-origin": ORIGIN } : {},
    );
  },
);

test.each(ROWS)("a later rule decides after $title", async ({ answer, code }) => {
  const yes = parsePolicy({ origin: [rule(answer), (origin: string) => origin === ORIGIN] });
  expect((await settled(yes.decide(post))).code).toBe("allowed");
  const later = parsePolicy({ origin: [rule(answer), () => Promise.resolve(false)] });
  expect((await settled(later.decide(post))).code).toBe(code);
  const failing = parsePolicy({ origin: [() => Promise.resolve(false), rule(answer)] });
  expect((await settled(failing.decide(post))).code).toBe(code);
});

test("a rule that failed before one that says no: failed", async () => {
  const policy = definePolicy({
    origin: [() => Promise.reject(new Error("database")), () => false],
  });
  expect((await settled(policy.decide(post))).code).toBe("origin-check-failed");
});

test("rules are asked in order, and no further than the first that allows", async () => {
  const asked: string[] = [];
  const say =
    (name: string, answer: boolean | Promise<boolean>) => (): boolean | Promise<boolean> => {
      asked.push(name);
      return answer;
    };
  const policy = definePolicy({
    origin: [
      say("first", false),
      say("second", Promise.resolve(false)),
      say("third", true),
      say("fourth", true),
    ],
  });
  expect((await settled(policy.decide(post))).code).toBe("allowed");
  expect(asked).toEqual(["first", "second", "third"]);
});

test("the timeout is the policy's, for each rule", async () => {
  const policy = definePolicy({ origin: () => new Promise(() => {}), originTimeout: 50 });
  let decision: Decision | undefined;
  const pending = Promise.resolve(policy.decide(post)).then((settledDecision) => {
    decision = settledDecision;
  });
  await vi.advanceTimersByTimeAsync(49);
  expect(decision).toBeUndefined();
  await vi.advanceTimersByTimeAsync(1);
  await pending;
  expect(decision).toMatchObject({ code: "origin-check-failed" });
});

test.each([
  ["true", () => Promise.resolve(true)],
  ["a rejection", () => Promise.reject(new Error("database"))],
])("no timer is left behind after %s", async (_, origin: () => Promise<boolean>) => {
  await definePolicy({ origin }).decide(post);
  expect(vi.getTimerCount()).toBe(0);
});

test("an answer after the timeout changes nothing", async () => {
  let late: (allowed: boolean) => void = () => {};
  const policy = definePolicy({
    origin: () =>
      new Promise<boolean>((resolve) => {
        late = resolve;
      }),
  });
  const pending = policy.decide(post);
  await vi.advanceTimersByTimeAsync(2000);
  late(true);
  expect((await pending).code).toBe("origin-check-failed");
});

test("an OriginTest gets the request and its own this", () => {
  class Tenants {
    readonly known: string;
    constructor(known: string) {
      this.known = known;
    }
    test(origin: string, request: CorsRequest): boolean {
      return origin === this.known && request.raw === "tenant";
    }
  }
  const policy = definePolicy({ origin: new Tenants(ORIGIN) });
  expect(policy.decide({ ...post, raw: "tenant" })).toMatchObject({ code: "allowed" });
  expect(policy.decide(post)).toMatchObject({ code: "origin-not-allowed" });
});

test("literals and patterns are not asked about: a function never sees what they allow", () => {
  const asked: string[] = [];
  const policy = definePolicy({
    origin: [
      ORIGIN,
      "https://*.example.org",
      /^https:\/\/[a-z]+\.example\.net$/,
      (origin) => {
        asked.push(origin);
        return false;
      },
    ],
  });
  for (const origin of [
    ORIGIN,
    "https://a.example.org",
    "https://a.example.net",
    "https://b.test",
  ]) {
    void policy.decide({ ...post, origin });
  }
  expect(asked).toEqual(["https://b.test"]);
});

test.each([
  ["null", "null"],
  ["an empty Origin", ""],
  ["a path", "https://app.example.com/"],
  ["two origins", "https://app.example.com, https://b.example"],
  ["331 bytes", `https://${"a.".repeat(160)}com`.padEnd(331, "m")],
])("functions and RegExps never see %s", (_, origin) => {
  const yes = vi.fn(() => true);
  const policy = definePolicy({ origin: [yes, /^https?:\/\/.*(?:example|m)[^]*\.?$/] });
  expect(policy.decide({ ...post, origin })).toMatchObject({ code: "origin-not-allowed" });
  expect(yes).not.toHaveBeenCalled();
});

test("functions and RegExps see the longest of all", () => {
  const longest = `http://[${"1".repeat(321)}]`;
  const asked = { ...post, origin: longest };
  expect(longest).toHaveLength(330);
  expect(definePolicy({ origin: () => true }).decide(asked)).toMatchObject({ code: "allowed" });
  const regexp = /^http:\/\/\[1+\]$/;
  expect(definePolicy({ origin: regexp }).decide(asked)).toMatchObject({ code: "allowed" });
});

test.each([
  { title: "http", origin: "http://app.example.com", allowed: false },
  { title: "https", origin: "https://app.example.com", allowed: true },
  { title: "loopback", origin: "http://localhost:3000", allowed: true },
  { title: "loopback address", origin: "http://127.0.0.1:3000", allowed: true },
  { title: "IPv6 loopback", origin: "http://[::1]:3000", allowed: true },
  {
    title: "a name that only looks like loopback",
    origin: "http://localhost.evil.example",
    allowed: false,
  },
])("with credentials, $title is as safe from a rule as from a literal", ({ origin, allowed }) => {
  const everything = (): boolean => true;
  const policy = definePolicy({ origin: everything, credentials: true });
  expect(policy.decide({ ...post, origin })).toMatchObject({ allowed });
  const dangerously = { allowInsecureOrigins: true } as const;
  const open = definePolicy({ origin: everything, credentials: true, dangerously });
  expect(open.decide({ ...post, origin })).toMatchObject({ allowed: true });
  const anonymous = definePolicy({ origin: everything });
  expect(anonymous.decide({ ...post, origin })).toMatchObject({ allowed: true });
});

test("a RegExp gives no http origin credentials either", () => {
  const origin = /^https?:\/\/[a-z]+\.example\.com$/;
  const policy = definePolicy({ origin: [origin], credentials: true });
  expect(policy.decide({ ...post, origin: "https://a.example.com" })).toMatchObject({
    allowed: true,
  });
  expect(policy.decide({ ...post, origin: "http://a.example.com" })).toMatchObject({
    allowed: false,
  });
});

test.each([true, false])(
  "an asynchronous acceptFrom is asked about a method that is not listed: %s",
  async (answer) => {
    const policy = definePolicy({ origin: [ORIGIN], acceptFrom: [() => Promise.resolve(answer)] });
    const pending = policy.decide({ ...post, method: "DELETE" });
    expect(pending).toBeInstanceOf(Promise);
    expect((await pending).code).toBe(answer ? "allowed" : "method-not-allowed");
  },
);

test("async says whether a promise may come", () => {
  expect(definePolicy({ origin: [ORIGIN, /^https:\/\/[a-z]+\.example\.com$/] }).async).toBe(false);
  expect(definePolicy({ origin: "*" }).async).toBe(false);
  expect(definePolicy({ origin: () => true }).async).toBe(true);
  expect(definePolicy({ origin: [ORIGIN], acceptFrom: [{ test: () => true }] }).async).toBe(true);
});

test("a function that changes its mind is asked each time", () => {
  let allowed = true;
  const policy = definePolicy({ origin: () => allowed });
  expect(policy.decide(post)).toMatchObject({ code: "allowed" });
  allowed = false;
  expect(policy.decide(post)).toMatchObject({ code: "origin-not-allowed" });
});

test("a decision is synchronous when the rule was", () => {
  const policy = definePolicy({ origin: [ORIGIN, () => Promise.resolve(true)] });
  expect(policy.decide(post)).not.toBeInstanceOf(Promise);
  expect(policy.decide({ ...post, origin: "https://b.test" })).toBeInstanceOf(Promise);
});
