import { expect, test } from "vitest";
import { type CorsRequest, type Decision, definePolicy, type PolicyOptions } from "../src/index.ts";

const ORIGIN = "https://app.example.com";
const OTHER = "https://evil.example";

interface Row {
  readonly title: string;
  readonly options: PolicyOptions;
  readonly request: CorsRequest;
  readonly decision: Decision;
}

const plain: PolicyOptions = { origin: [ORIGIN] };
const full: PolicyOptions = {
  origin: [ORIGIN, "https://*.example.org"],
  credentials: true,
  methods: ["GET", "PUT", "DELETE"],
  allowedHeaders: ["Content-Type", "X-Request-Id"],
  exposedHeaders: ["X-Total", "ETag"],
  maxAge: 600,
};
const everybody: PolicyOptions = { origin: "*", exposedHeaders: "*" };

const preflight = (
  origin: string,
  requestMethod = "PUT",
  requestHeaders?: string,
): CorsRequest => ({
  method: "OPTIONS",
  origin,
  requestMethod,
  requestHeaders,
});

const grantedByFull = {
  "access-control-allow-origin": ORIGIN,
  "access-control-allow-credentials": "true",
  "access-control-allow-methods": "GET, HEAD, PUT, DELETE",
  "access-control-allow-headers": "content-type, x-request-id",
  "access-control-max-age": "600",
};
const readByFull = {
  "access-control-allow-origin": ORIGIN,
  "access-control-allow-credentials": "true",
  "access-control-expose-headers": "x-total, etag",
};
const readByAll = { "access-control-allow-origin": "*", "access-control-expose-headers": "*" };
const grantedByDefaults = {
  "access-control-allow-origin": ORIGIN,
  "access-control-allow-methods": "GET, HEAD, POST",
  "access-control-allow-headers": "content-type",
  "access-control-max-age": "7200",
};

const ROWS: readonly Row[] = [
  {
    title: "preflight, origin allowed: 204 and the full lists",
    options: full,
    request: preflight(ORIGIN, "PUT", "x-request-id"),
    decision: granted(grantedByFull),
  },
  {
    title: "preflight, origin allowed by a pattern: that origin alone is named",
    options: full,
    request: preflight("https://shop.example.org"),
    decision: granted({
      ...grantedByFull,
      "access-control-allow-origin": "https://shop.example.org",
    }),
  },
  {
    title: "preflight, method not listed: the true lists, so that the browser names the method",
    options: full,
    request: preflight(ORIGIN, "PATCH"),
    decision: granted(grantedByFull),
  },
  {
    title: "preflight, header not listed: the true lists, so that the browser names the header",
    options: full,
    request: preflight(ORIGIN, "PUT", "x-unlisted"),
    decision: granted(grantedByFull),
  },
  {
    title: "preflight, method that is no token: the same constant answer",
    options: full,
    request: preflight(ORIGIN, "P UT\r\n"),
    decision: granted(grantedByFull),
  },
  {
    title: "preflight, defaults: GET, HEAD, POST, content-type, two hours, no credentials",
    options: plain,
    request: preflight(ORIGIN),
    decision: granted(grantedByDefaults),
  },
  {
    title: "preflight, empty lists and no caching: those headers are left out",
    options: { origin: ORIGIN, methods: [], allowedHeaders: [], maxAge: 0 },
    request: preflight(ORIGIN),
    decision: granted({ "access-control-allow-origin": ORIGIN, "access-control-max-age": "0" }),
  },
  {
    title: "preflight, origin not allowed: 403 and no CORS header",
    options: full,
    request: preflight(OTHER),
    decision: refused("preflight", 403),
  },
  {
    title: "preflight, plain CORS: the preflight is still refused",
    options: { ...full, enforce: "off" },
    request: preflight(OTHER),
    decision: refused("preflight", 403),
  },
  {
    title: "preflight, from an origin that may only send: still refused, it is no reader",
    options: { ...full, acceptFrom: [OTHER] },
    request: preflight(OTHER),
    decision: refused("preflight", 403),
  },
  {
    title: "preflight, from null: refused",
    options: full,
    request: preflight("null"),
    decision: refused("preflight", 403),
  },
  {
    title: "preflight, null allowed by flag",
    options: { origin: ["null"], dangerously: { allowNullOrigin: true } },
    request: preflight("null"),
    decision: granted({ ...grantedByDefaults, "access-control-allow-origin": "null" }),
  },
  {
    title: "preflight, for everybody: no Vary, for the answer is the same for all",
    options: everybody,
    request: preflight(OTHER),
    decision: granted({ ...grantedByDefaults, "access-control-allow-origin": "*" }, ""),
  },
  {
    title: "preflight, any header: the names requested are echoed, authorization is not",
    options: { origin: ORIGIN, allowedHeaders: "*" },
    request: preflight(ORIGIN, "PUT", " X-A,authorization ,\tx-b,,x-a"),
    decision: granted(
      { ...grantedByDefaults, "access-control-allow-headers": "x-a, x-b" },
      "Origin, Access-Control-Request-Headers",
    ),
  },
  {
    title: "preflight, any header and authorization listed: it comes first",
    options: { origin: ORIGIN, allowedHeaders: ["*", "authorization"] },
    request: preflight(ORIGIN, "PUT", "authorization,x-b"),
    decision: granted(
      { ...grantedByDefaults, "access-control-allow-headers": "authorization, x-b" },
      "Origin, Access-Control-Request-Headers",
    ),
  },
  {
    title: "preflight, any header, none requested: none named",
    options: { origin: "*", allowedHeaders: "*" },
    request: preflight(ORIGIN),
    decision: granted(
      {
        "access-control-allow-origin": "*",
        "access-control-allow-methods": "GET, HEAD, POST",
        "access-control-max-age": "7200",
      },
      "Access-Control-Request-Headers",
    ),
  },
  {
    title: "preflight, any header, a list that is none: nothing is echoed",
    options: { origin: ORIGIN, allowedHeaders: ["*", "authorization"] },
    request: preflight(ORIGIN, "PUT", "x-a\r\nset-cookie: a=b"),
    decision: granted(
      { ...grantedByDefaults, "access-control-allow-headers": "authorization" },
      "Origin, Access-Control-Request-Headers",
    ),
  },
  {
    title: "OPTIONS without a requested method belongs to the application",
    options: full,
    request: { method: "OPTIONS", origin: ORIGIN },
    decision: readable(readByFull),
  },
  {
    title: "OPTIONS with an empty requested method belongs to the application",
    options: full,
    request: preflight(ORIGIN, ""),
    decision: readable(readByFull),
  },
  {
    title: "OPTIONS from elsewhere without a requested method runs, unreadable",
    options: full,
    request: { method: "OPTIONS", origin: OTHER },
    decision: refused("actual", undefined),
  },
  {
    title: "OPTIONS from elsewhere with an empty requested method runs, unreadable",
    options: full,
    request: preflight(OTHER, ""),
    decision: refused("actual", undefined),
  },
  {
    title: "OPTIONS with an empty Origin is no preflight",
    options: full,
    request: preflight(""),
    decision: refused("actual", undefined),
  },
  {
    title: "OPTIONS with an empty Origin is no preflight where everybody may read",
    options: everybody,
    request: preflight(""),
    decision: readable(readByAll, ""),
  },
  {
    title: "options in lower case is no preflight",
    options: { ...full, enforce: "off" },
    request: { ...preflight(OTHER), method: "options" },
    decision: refused("actual", undefined),
  },
  {
    title: "OPTIONS without Origin is no preflight",
    options: full,
    request: { method: "OPTIONS", requestMethod: "PUT" },
    decision: withoutOrigin(),
  },
  {
    title: "GET, origin allowed: readable, with credentials and exposed headers",
    options: full,
    request: { method: "GET", origin: ORIGIN },
    decision: readable(readByFull),
  },
  {
    title: "GET, origin allowed, nothing exposed: one header",
    options: plain,
    request: { method: "GET", origin: ORIGIN },
    decision: readable({ "access-control-allow-origin": ORIGIN }),
  },
  {
    title: "GET, origin not allowed: it runs, and nothing but Vary is said",
    options: full,
    request: { method: "GET", origin: OTHER },
    decision: refused("actual", undefined),
  },
  {
    title: "GET without Origin: Vary all the same",
    options: full,
    request: { method: "GET" },
    decision: withoutOrigin(),
  },
  {
    title: "GET for everybody",
    options: everybody,
    request: { method: "GET", origin: OTHER },
    decision: readable(readByAll, ""),
  },
  {
    title: "GET for everybody without Origin: the same headers, so that caches may keep it",
    options: everybody,
    request: { method: "GET" },
    decision: withoutOrigin(readByAll, ""),
  },
  {
    title: "PUT, origin allowed and method listed",
    options: full,
    request: { method: "PUT", origin: ORIGIN, fetchSite: "cross-site" },
    decision: readable(readByFull),
  },
];

test.each(ROWS)("$title", ({ options, request, decision }) => {
  const policy = definePolicy(options);
  const decided = policy.decide(request);
  expect(decided).toStrictEqual(decision);
});

test.each(ROWS)("$title: frozen, and decided alike again", ({ options, request }) => {
  const policy = definePolicy(options);
  const decided = policy.decide(request);
  expect(Object.isFrozen(decided)).toBe(true);
  expect("headers" in decided && Object.isFrozen(decided.headers)).toBe(true);
  expect(policy.decide({ ...request })).toStrictEqual(decided);
});

test.each(ROWS.filter(({ decision }) => !decision.vary.includes("Access-Control-Request")))(
  "$title: the very same decision, whoever asked in between",
  ({ options, request }) => {
    const policy = definePolicy(options);
    const first = policy.decide(request);
    void policy.decide({ method: "GET", origin: ORIGIN });
    void policy.decide({ method: "GET", origin: "https://shop.example.org" });
    expect(policy.decide({ ...request })).toBe(first);
  },
);

test("a decision is kept while 1024 origins ask, and made anew after one more", () => {
  const policy = definePolicy({ origin: "https://*.example.com" });
  const ask = (index: number): unknown =>
    policy.decide({ method: "GET", origin: `https://a${index}.example.com` });
  const first = ask(0);
  for (let index = 1; index < 1024; index += 1) ask(index);
  expect(ask(0)).toBe(first);
  ask(1024);
  expect(ask(0)).not.toBe(first);
  expect(ask(0)).toStrictEqual(first);
});

test("grants are kept for a bounded number of origins, and stay right beyond it", () => {
  const policy = definePolicy({ origin: "https://*.example.com" });
  for (let index = 0; index < 2100; index += 1) {
    const origin = `https://a${index % 1050}.example.com`;
    expect(policy.decide({ method: "GET", origin })).toStrictEqual(
      readable({ "access-control-allow-origin": origin }),
    );
  }
});

function granted(headers: Record<string, string>, vary = "Origin"): Decision {
  return { kind: "preflight", allowed: true, code: "allowed", headers, vary, answer: 204 };
}

function readable(headers: Record<string, string>, vary = "Origin"): Decision {
  return { kind: "actual", allowed: true, code: "allowed", headers, vary, answer: undefined };
}

function refused(kind: "preflight" | "actual", answer: 403 | undefined): Decision {
  return { kind, allowed: false, code: "origin-not-allowed", headers: {}, vary: "Origin", answer };
}

function withoutOrigin(headers: Record<string, string> = {}, vary = "Origin"): Decision {
  return { kind: "no-origin", allowed: true, code: "no-origin", headers, vary, answer: undefined };
}
