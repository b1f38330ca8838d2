import { expect, test } from "vitest";
import {
  type CorsRequest,
  type Decision,
  type DecisionCode,
  definePolicy,
  type PolicyOptions,
} from "../src/index.ts";

const ORIGIN = "https://app.example.com";
const OTHER = "https://evil.example";
const IDENTITY = "https://login.example";
const OWN = "https://api.example.com";

const options: PolicyOptions = {
  origin: [ORIGIN],
  methods: ["GET", "POST"],
  acceptFrom: [IDENTITY, "null"],
};
const everybody: PolicyOptions = { origin: "*", methods: ["GET", "POST"] };
const selfOrigins: ReadonlySet<string> = new Set([OWN]);

interface Row {
  readonly title: string;
  readonly options?: PolicyOptions;
  readonly request: CorsRequest;
  readonly code: DecisionCode;
  readonly answer: 403 | undefined;
}

const post = (fields: Omit<CorsRequest, "method">): CorsRequest => ({ method: "POST", ...fields });

const ROWS: readonly Row[] = [
  // Safe methods always run.
  ...["GET", "HEAD", "OPTIONS"].map((method) => ({
    title: `${method} from elsewhere runs, unreadable`,
    request: { method, origin: OTHER, fetchSite: "cross-site" },
    code: "origin-not-allowed" as const,
    answer: undefined,
  })),
  ...["GET", "HEAD", "OPTIONS"].map((method) => ({
    title: `${method} from another site without Origin runs`,
    request: { method, fetchSite: "cross-site" },
    code: "no-origin" as const,
    answer: undefined,
  })),
  {
    title: "get in lower case is not GET: refused",
    request: { method: "get", origin: OTHER },
    code: "origin-not-allowed",
    answer: 403,
  },
  // 1. Allowed or accepted.
  {
    title: "1: origin allowed and method listed, whatever the browser says of the site",
    request: post({ origin: ORIGIN, fetchSite: "cross-site", host: "api.example.com" }),
    code: "allowed",
    answer: undefined,
  },
  {
    title: "1: origin allowed, method not listed, cross-site: refused",
    request: { method: "DELETE", origin: ORIGIN, fetchSite: "cross-site" },
    code: "method-not-allowed",
    answer: 403,
  },
  {
    title: "1: origin allowed, method not listed, no Sec-Fetch-Site: refused",
    request: { method: "DELETE", origin: ORIGIN, host: "api.example.com" },
    code: "method-not-allowed",
    answer: 403,
  },
  {
    title: "1: an allowed origin's method that is its own request's after all",
    request: { method: "DELETE", origin: ORIGIN, fetchSite: "same-origin" },
    code: "same-origin",
    answer: undefined,
  },
  {
    title: "1: an allowed origin that also may send anything",
    options: { ...options, acceptFrom: [ORIGIN] },
    request: { method: "DELETE", origin: ORIGIN, fetchSite: "cross-site" },
    code: "allowed",
    answer: undefined,
  },
  {
    title: "1: everybody may read, and send by a listed method",
    options: everybody,
    request: post({ origin: OTHER, fetchSite: "cross-site" }),
    code: "allowed",
    answer: undefined,
  },
  {
    title: "1: everybody may read, but not send by a method that is not listed",
    options: everybody,
    request: { method: "PUT", origin: OTHER, fetchSite: "cross-site" },
    code: "method-not-allowed",
    answer: 403,
  },
  {
    title: "1: everybody may send without Origin, by a listed method",
    options: everybody,
    request: post({ fetchSite: "cross-site" }),
    code: "no-origin",
    answer: undefined,
  },
  {
    title: "1: nobody may send without Origin by a method that is not listed",
    options: everybody,
    request: { method: "PUT", fetchSite: "cross-site" },
    code: "cross-site-without-origin",
    answer: 403,
  },
  {
    title: "1: may send, may not read",
    request: post({ origin: IDENTITY, fetchSite: "cross-site" }),
    code: "accepted-unreadable",
    answer: undefined,
  },
  {
    title: "1: null may send where it is accepted",
    request: post({ origin: "null", fetchSite: "cross-site" }),
    code: "accepted-unreadable",
    answer: undefined,
  },
  // 2. The browser says it is another site.
  ...["cross-site", "same-site", "Same-Origin", "same-origin ", ""].map((fetchSite) => ({
    title: `2: Sec-Fetch-Site ${JSON.stringify(fetchSite)}: refused, whatever the host`,
    request: post({ origin: OWN, host: "api.example.com", selfOrigins, fetchSite }),
    code: "origin-not-allowed" as const,
    answer: 403 as const,
  })),
  ...["cross-site", "same-site"].map((fetchSite) => ({
    title: `2: ${fetchSite} without Origin: refused`,
    request: post({ host: "api.example.com", fetchSite }),
    code: "cross-site-without-origin" as const,
    answer: 403 as const,
  })),
  {
    title: "2: null is nobody's where it is not accepted",
    options: { origin: [ORIGIN] },
    request: post({ origin: "null", fetchSite: "cross-site" }),
    code: "origin-not-allowed",
    answer: 403,
  },
  // 3. The browser says it is our own page, or the user.
  ...["none", "same-origin"].flatMap((fetchSite) => [
    {
      title: `3: ${fetchSite} without Origin goes on`,
      request: post({ fetchSite }),
      code: "no-origin" as const,
      answer: undefined,
    },
    {
      title: `3: ${fetchSite} with Origin null goes on`,
      options: { origin: [ORIGIN] },
      request: post({ origin: "null", fetchSite, selfOrigins }),
      code: "same-origin" as const,
      answer: undefined,
    },
    {
      title: `3: ${fetchSite} with an origin nobody listed goes on`,
      request: post({ origin: OTHER, fetchSite }),
      code: "same-origin" as const,
      answer: undefined,
    },
    {
      title: `3: ${fetchSite} with an empty set of own origins goes on`,
      request: post({ origin: OTHER, fetchSite, selfOrigins: new Set<string>() }),
      code: "same-origin" as const,
      answer: undefined,
    },
    {
      title: `3: ${fetchSite} with an own origin goes on`,
      request: post({ origin: OWN, fetchSite, selfOrigins, host: "10.0.0.7:3000" }),
      code: "same-origin" as const,
      answer: undefined,
    },
    {
      title: `3: ${fetchSite} with the host's origin goes on`,
      request: post({
        origin: "http://10.0.0.7:3000",
        fetchSite,
        selfOrigins,
        host: "10.0.0.7:3000",
      }),
      code: "same-origin" as const,
      answer: undefined,
    },
    {
      title: `3: ${fetchSite} with an origin that is not among the own: refused`,
      request: post({ origin: OTHER, fetchSite, selfOrigins, host: "api.example.com" }),
      code: "origin-not-allowed" as const,
      answer: 403 as const,
    },
    {
      title: `3: ${fetchSite} from an app scheme goes on, no host can name it`,
      request: post({ origin: "capacitor://localhost", fetchSite, selfOrigins }),
      code: "same-origin" as const,
      answer: undefined,
    },
  ]),
  // 4. The browser says nothing.
  {
    title: "4: no Origin goes on: no browser, or an old one's own page",
    request: post({ host: "api.example.com" }),
    code: "no-origin",
    answer: undefined,
  },
  {
    title: "4: the host's origin goes on",
    request: post({ origin: OWN, host: "api.example.com" }),
    code: "same-origin",
    answer: undefined,
  },
  {
    title: "4: the host's origin with its default port goes on",
    request: post({ origin: OWN, host: "API.example.com:443" }),
    code: "same-origin",
    answer: undefined,
  },
  {
    title: "4: the host's origin by :authority goes on (HTTP/2)",
    request: post({ origin: "https://api.example.com:8443", host: "api.example.com:8443" }),
    code: "same-origin",
    answer: undefined,
  },
  {
    title: "4: the host's name on another port: refused",
    request: post({ origin: "https://api.example.com:8443", host: "api.example.com" }),
    code: "origin-not-allowed",
    answer: 403,
  },
  {
    title: "4: an own origin behind a proxy that rewrites Host goes on",
    request: post({ origin: OWN, host: "10.0.0.7:3000", selfOrigins }),
    code: "same-origin",
    answer: undefined,
  },
  {
    title: "4: neither own nor the host's: refused",
    request: post({ origin: OTHER, host: "10.0.0.7:3000", selfOrigins }),
    code: "origin-not-allowed",
    answer: 403,
  },
  {
    title: "4: null: refused, it names nobody",
    options: { origin: [ORIGIN] },
    request: post({ origin: "null", host: "null" }),
    code: "origin-not-allowed",
    answer: 403,
  },
  {
    title: "4: an empty Origin: refused, it is malformed, not absent",
    request: post({ origin: "", host: "" }),
    code: "origin-not-allowed",
    answer: 403,
  },
  {
    title: "4: no host: refused",
    request: post({ origin: OWN }),
    code: "origin-not-allowed",
    answer: 403,
  },
  // WebSocket handshakes
  {
    title: "socket: allowed origin",
    request: { method: "GET", origin: ORIGIN, upgrade: true, fetchSite: "cross-site" },
    code: "allowed",
    answer: undefined,
  },
  {
    title: "socket over HTTP/2: CONNECT need not be listed",
    request: { method: "CONNECT", origin: ORIGIN, upgrade: true, fetchSite: "cross-site" },
    code: "allowed",
    answer: undefined,
  },
  {
    title: "socket: from elsewhere, refused although it is a GET",
    request: { method: "GET", origin: OTHER, upgrade: true, fetchSite: "cross-site" },
    code: "origin-not-allowed",
    answer: 403,
  },
  {
    title: "socket: from elsewhere, no Sec-Fetch-Site",
    request: { method: "GET", origin: OTHER, upgrade: true, host: "api.example.com" },
    code: "origin-not-allowed",
    answer: 403,
  },
  {
    title: "socket: an own page",
    request: { method: "GET", origin: OWN, upgrade: true, host: "api.example.com" },
    code: "same-origin",
    answer: undefined,
  },
  {
    title: "socket: no browser",
    request: { method: "GET", upgrade: true },
    code: "no-origin",
    answer: undefined,
  },
  {
    title: "socket: another site without Origin",
    request: { method: "GET", upgrade: true, fetchSite: "cross-site" },
    code: "cross-site-without-origin",
    answer: 403,
  },
  {
    title: "socket: everybody",
    options: { origin: "*", methods: ["POST"] },
    request: { method: "CONNECT", upgrade: true, fetchSite: "cross-site" },
    code: "no-origin",
    answer: undefined,
  },
  {
    title: "socket: may send",
    request: { method: "GET", origin: IDENTITY, upgrade: true, fetchSite: "cross-site" },
    code: "accepted-unreadable",
    answer: undefined,
  },
];

/** What goes with a code, for requests that are no preflights. */
const MEANING: Readonly<Record<DecisionCode, object>> = {
  allowed: { kind: "actual", allowed: true },
  "no-origin": { kind: "no-origin", allowed: true },
  "same-origin": { kind: "same-origin", allowed: true },
  "accepted-unreadable": { kind: "actual", allowed: false },
  "origin-not-allowed": { kind: "actual", allowed: false },
  "origin-check-failed": { kind: "actual", allowed: false },
  "cross-site-without-origin": { kind: "no-origin", allowed: false },
  "method-not-allowed": { kind: "actual", allowed: false },
  "header-not-allowed": { kind: "actual", allowed: false },
};

test.each(ROWS)("$title", ({ options: given = options, request, code, answer }) => {
  const decision = decide(given, request);
  expect(decision).toMatchObject({ code, ...MEANING[code] });
  expect(decision.answer).toBe(answer);
});

test.each(ROWS)("report, $title: the same code, and nothing is stopped", (row) => {
  const given: PolicyOptions = { ...(row.options ?? options), enforce: "report" };
  const decision = decide(given, row.request);
  expect(decision.code).toBe(row.code);
  expect(decision.answer).toBeUndefined();
});

test.each(ROWS)("off, $title: nothing is stopped, and headers are the same", (row) => {
  const given = row.options ?? options;
  const enforced = decide(given, row.request);
  const decision = decide({ ...given, enforce: "off" }, row.request);
  expect(decision.answer).toBeUndefined();
  expect(decision.headers).toStrictEqual(enforced.headers);
  expect(decision.vary).toBe(enforced.vary);
});

test.each(ROWS)(
  "$title: headers go to allowed origins only",
  ({ options: given = options, request }) => {
    const decision = decide(given, request);
    const readable = given.origin === "*" ? "*" : request.origin === ORIGIN ? ORIGIN : undefined;
    expect(decision.headers).toStrictEqual(
      readable === undefined ? {} : { "access-control-allow-origin": readable },
    );
  },
);

test("off: a method that is not listed is granted as everything is, and named by nobody", () => {
  const request = { method: "DELETE", origin: ORIGIN, fetchSite: "cross-site" };
  expect(decide({ ...options, enforce: "off" }, request).code).toBe("allowed");
  expect(
    decide({ ...options, enforce: "off" }, { ...request, method: "PUT", origin: undefined }).code,
  ).toBe("no-origin");
});

test("auto: what a host routes may be sent, what it does not may not", () => {
  const policy = definePolicy({ origin: [ORIGIN] }).forMethods(["GET", "DELETE"]);
  const request = { origin: ORIGIN, fetchSite: "cross-site" };
  expect(policy.decide({ method: "DELETE", ...request })).toMatchObject({ code: "allowed" });
  expect(policy.decide({ method: "POST", ...request })).toMatchObject({
    code: "method-not-allowed",
    subject: "POST",
    kind: "actual",
    allowed: false,
    answer: 403,
  });
});

function decide(given: PolicyOptions, request: CorsRequest): Decision {
  const decision = definePolicy(given).decide(request);
  if ("then" in decision) throw new Error("no rule is asynchronous here");
  return decision;
}
