import { expect, test } from "vitest";
import {
  checkPolicy,
  definePolicy,
  type IssueCode,
  isSerializedOrigin,
  parseFieldNames,
  parsePolicy,
} from "../src/index.ts";
import vectors from "./data/peer-vectors.json" with { type: "json" };

/** Where this library decides otherwise than the one the cases come from, and why. */
const DECIDED_OTHERWISE = {
  patterns: new Map([
    ["leading double asterisk", "`**.` is how many labels are written here; `*` is one"],
    ["wildcard not followed by a full stop", "`*` may be part of a label: preview-*.example.com"],
  ]),
  headers: new Map([
    ["invalid scheme", "a scheme starts with a letter"],
    ["empty brackets", "no address"],
    ["domain with a leading full stop", "an empty label"],
    ["domain followed by character other than colon", "a query is no part of an origin"],
    ["maximum length and maximum port", "a label of more than 63 characters"],
  ]),
  lists: new Map([
    ["x-bar,x-baz,x-baz", "duplicates are harmless"],
    ["x-bar,x-foo", "order is not asked for"],
    ["user-agent,accept", "order is not asked for"],
    ["x-foo,x-bar", "order is not asked for"],
  ]),
} as const;

test.each(vectors.originPatternValidation)("pattern: $desc", ({ desc, pattern, valid }) => {
  const accepted = checkPolicy({ origin: [pattern] }).every(({ severity }) => severity !== "error");
  expect(accepted).toBe(DECIDED_OTHERWISE.patterns.has(desc) ? !valid : valid);
});

test.each(vectors.insecureOriginPatterns)("insecure: $pattern", ({ pattern, insecure }) => {
  const codes = checkPolicy({ origin: [pattern], credentials: true }).map(({ code }) => code);
  expect(codes.includes("insecure-origin-with-credentials")).toBe(insecure);
});

test.each(vectors.publicSuffixPatterns)("public suffix: $pattern", (row) => {
  const codes = checkPolicy({ origin: [row.pattern], credentials: true }).map(({ code }) => code);
  expect(codes).toEqual(row.hostIsPublicSuffix ? ["public-suffix-with-credentials"] : []);
});

/** There `*.` stands for many labels, here `**.` does. */
const translate = (pattern: string): string => pattern.replace("://*.", "://**.");

test.each(vectors.originSets.filter(({ patterns }) => patterns.length > 0))(
  "set: $desc",
  ({ patterns, accepts, rejects, canonical }) => {
    const origin = patterns.map(translate);
    const policy = definePolicy({ origin });
    const isAllowed = (asked: string): boolean => {
      const decision = policy.decide({ method: "GET", origin: asked });
      return "allowed" in decision && decision.allowed;
    };
    expect(accepts.filter((asked) => !isAllowed(asked))).toEqual([]);
    expect(rejects.filter(isAllowed)).toEqual([]);
    const swallowed = new Set(policy.warnings.map(({ value }) => value));
    const kept = origin.filter((rule) => !swallowed.has(rule));
    expect(kept.toSorted()).toEqual(canonical.map(translate).toSorted());
  },
);

test("an empty set is an error here: nobody could read anything", () => {
  expect(checkPolicy({ origin: [] }).map(({ code }) => code)).toEqual(["origin-missing"]);
});

test.each(vectors.originHeaderParsing)("Origin: $desc", ({ desc, input, ok }) => {
  expect(isSerializedOrigin(input)).toBe(DECIDED_OTHERWISE.headers.has(desc) ? !ok : ok);
});

test.each(vectors.acrhChecks)("request headers: $desc", ({ allowed, accepted, rejected }) => {
  const permits = (lines: readonly string[]): boolean =>
    parseFieldNames(lines.join(","))?.every((name) => allowed.includes(name)) === true;
  expect(accepted.filter((lines) => !permits(lines))).toEqual([]);
  // It reads at most one white space and sixteen empty members; here 4096 characters and 128 members are the limit.
  const lenient = (lines: readonly string[]): boolean =>
    /[ \t]{2}|\t | \t|,{16}/.test(lines.join(",")) || DECIDED_OTHERWISE.lists.has(lines.join(","));
  expect(rejected.filter((lines) => permits(lines) && !lenient(lines))).toEqual([]);
});

const CODES: Readonly<Record<string, readonly IssueCode[]>> = {
  "no origin pattern specified": ["origin-missing"],
  "invalid origin pattern": ["origin-path"],
  "invalid method name": ["method-invalid"],
  "empty request-header name": ["header-invalid"],
  "forbidden request-header name": ["header-forbidden"],
  "forbidden request-header name with Proxy- prefix": ["header-forbidden"],
  "max age less than -1": ["max-age-invalid"],
  "empty response-header name": ["header-invalid"],
  "forbidden response-header name": ["header-set-cookie"],
  "wildcard origin with Credentialed": ["wildcard-with-credentials"],
  "wildcard pattern encompassing subdomains of a public suffix with Credentialed without DangerouslyTolerateSubdomainsOfPublicSuffixes":
    ["public-suffix-with-credentials"],
  "multiple configuration issues": [
    "origin-trailing-slash",
    "method-forbidden",
    "method-invalid",
    "header-invalid",
    "header-wrong-direction",
    "max-age-too-long",
  ],
};

interface PeerPolicy {
  readonly origins?: readonly string[];
  readonly credentials?: boolean;
  readonly methods?: readonly string[];
  readonly requestHeaders?: readonly string[];
  readonly exposeHeaders?: readonly string[];
  readonly maxAge?: number;
}

function translatePolicy(policy: PeerPolicy): unknown {
  return {
    origin: policy.origins,
    credentials: policy.credentials,
    methods: policy.methods,
    allowedHeaders: policy.requestHeaders,
    exposedHeaders: policy.exposeHeaders,
    maxAge: policy.maxAge,
  };
}

test.each<{ readonly desc: string; readonly policy: PeerPolicy }>(vectors.configErrors)(
  "options: $desc",
  ({ desc, policy }) => {
    const codes = checkPolicy(translatePolicy(policy)).map(({ code }) => code);
    expect(codes).toEqual(CODES[desc]);
  },
);

interface Normalization {
  readonly title: string;
  readonly policy: PeerPolicy;
  readonly options: object;
}

// Its canonical form drops and sorts more: order is kept here, and safelisted methods are (Firefox preflights every
// HEAD that is not listed).
test.each<Normalization>([
  {
    title: "names of response headers",
    policy: { origins: ["http://example.com"], exposeHeaders: ["x-FOO", "X-baR", "x-foo"] },
    options: { exposedHeaders: ["x-foo", "x-bar"] },
  },
  {
    title: "safelisted response headers",
    policy: {
      origins: ["http://example.com"],
      exposeHeaders: ["lasT-modified", "prAgmA", "X-Foo"],
    },
    options: { exposedHeaders: ["x-foo"] },
  },
  {
    title: "methods that browsers upper-case, and those they do not",
    policy: { origins: ["http://example.com"], methods: ["Get", "gET", "pOST", "getaway"] },
    options: { methods: ["GET", "POST", "getaway"] },
  },
  {
    title: "names beside the wildcard",
    policy: {
      origins: ["https://example.com"],
      credentials: true,
      requestHeaders: ["Authorization", "X-Api-Key", "*", "*", "AuthorizatioN"],
    },
    options: { allowedHeaders: ["authorization", "*"] },
  },
])("normalised: $title", ({ policy, options }) => {
  expect(parsePolicy(translatePolicy(policy)).options).toMatchObject(options);
});
