import { checkPolicy, type OriginRule, type PolicyOptions } from "@corsage/core";
import fc from "fast-check";

function isApp(origin: string): boolean {
  return origin.includes("//app.");
}
function isAdminLater(origin: string): Promise<boolean> {
  return Promise.resolve(origin.includes("//admin."));
}
function fails(): boolean {
  throw new Error("the database is gone");
}

function arbitraryRule(pages: number): fc.Arbitrary<OriginRule> {
  const wide = fc.constantFrom<OriginRule[]>(
    "http://*.localhost:*",
    `http://**.localhost:${pages}`,
    /^http:\/\/(?:app|admin|api)\.localhost:\d+$/,
  );
  const narrow = fc.constantFrom<OriginRule[]>(
    "http://nobody.localhost",
    `http://app.localhost:${pages}`,
    `http://admin.localhost:${pages}`,
    `http://api.localhost:${pages}`,
    "http://app.localhost:*",
    `http://preview-*.localhost:${pages}`,
    /^http:\/\/(?:admin|other)\.localhost:\d+$/,
    isApp,
    isAdminLater,
    fails,
    "null",
  );
  // Without some that let nearly everybody in, most cases would end before they begin.
  return fc.oneof(narrow, wide);
}

const headerNames = [
  "content-type",
  "x-a",
  "X-B",
  "authorization",
  "range",
  "accept",
  "accept-language",
  "if-none-match",
  "cache-control",
  "dpr",
  "*",
];
const methodNames = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"];
const exposedNames = ["x-total", "X-Request-Id", "etag", "content-length", "accept", "link"];

const listOf = (names: readonly string[]): fc.Arbitrary<string[]> =>
  fc.subarray([...names], { minLength: 1, maxLength: 5 });

/** What is the same with and without credentials. */
function commonFields(pages: number) {
  return {
    methods: fc.oneof(fc.constant("auto" as const), listOf(methodNames)),
    allowedHeaders: fc.oneof(
      fc.constant("*" as const),
      fc.constant(["*", "authorization"]),
      listOf(headerNames),
    ),
    maxAge: fc.constantFrom(0, 5, 600, 7200, 86_400),
    enforce: fc.constantFrom("unsafe-methods" as const, "report" as const, "off" as const),
    acceptFrom: fc.uniqueArray(arbitraryRule(pages), { minLength: 1, maxLength: 2 }),
  };
}

/** Every policy that may start, over the origins of the pages at a port. Optional fields shrink away. */
export function arbitraryPolicy(pages: number): fc.Arbitrary<PolicyOptions> {
  const origins = fc.uniqueArray(arbitraryRule(pages), { minLength: 1, maxLength: 3 });
  const common = commonFields(pages);
  const anonymous = fc.record(
    {
      ...common,
      origin: fc.oneof(
        { weight: 1, arbitrary: fc.constant("*" as const) },
        { weight: 3, arbitrary: origins },
      ),
      exposedHeaders: fc.oneof(fc.constant("*" as const), listOf(exposedNames)),
      dangerously: fc.constant({ allowNullOrigin: true as const }),
    },
    { requiredKeys: ["origin"] },
  );
  const credentialed = fc.record(
    {
      ...common,
      origin: origins,
      credentials: fc.constant(true),
      exposedHeaders: listOf(exposedNames),
    },
    { requiredKeys: ["origin", "credentials"] },
  );
  return fc
    .oneof<[fc.Arbitrary<PolicyOptions>, fc.Arbitrary<PolicyOptions>]>(anonymous, credentialed)
    .filter(canStart);
}

function canStart(options: PolicyOptions): boolean {
  return checkPolicy(options).every(({ severity }) => severity !== "error");
}
