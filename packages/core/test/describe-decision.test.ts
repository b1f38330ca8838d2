import { expect, test } from "vitest";
import {
  type CorsRequest,
  definePolicy,
  describeDecision,
  judge,
  type PolicyOptions,
} from "../src/index.ts";

const ORIGIN = "https://app.example.com";
const OTHER = "https://evil.example";
const options: PolicyOptions = { origin: [ORIGIN], acceptFrom: ["https://login.example"] };

interface Row {
  readonly title: string;
  readonly options?: PolicyOptions;
  readonly request: CorsRequest;
  readonly sentence: string;
}

const ROWS: readonly Row[] = [
  {
    title: "no Origin",
    request: { method: "POST" },
    sentence:
      "The request has no Origin: it comes from the application's own pages or from no browser, and CORS has no say.",
  },
  {
    title: "own page",
    request: { method: "POST", origin: OTHER, fetchSite: "same-origin" },
    sentence:
      "The request from \"https://evil.example\" is the application's own or the user's; CORS has no say.",
  },
  {
    title: "granted preflight",
    request: { method: "OPTIONS", origin: ORIGIN, requestMethod: "POST" },
    sentence: 'The preflight from "https://app.example.com" is granted.',
  },
  {
    title: "readable",
    request: { method: "GET", origin: ORIGIN },
    sentence: 'Pages of "https://app.example.com" may read the answer.',
  },
  {
    title: "accepted",
    request: { method: "POST", origin: "https://login.example", fetchSite: "cross-site" },
    sentence:
      '"https://login.example" may send (acceptFrom), but its pages may not read the answer.',
  },
  {
    title: "refused preflight",
    request: { method: "OPTIONS", origin: OTHER, requestMethod: "PUT" },
    sentence:
      '"https://evil.example" is not allowed; the preflight is answered with 403. To let its pages read, add it to `origin`; only to let it send, to `acceptFrom`; if it is this application behind a proxy, to `selfOrigins`.',
  },
  {
    title: "unreadable",
    request: { method: "GET", origin: OTHER },
    sentence:
      '"https://evil.example" is not allowed; the request runs, and the browser hides the answer. To let its pages read, add it to `origin`; only to let it send, to `acceptFrom`; if it is this application behind a proxy, to `selfOrigins`.',
  },
  {
    title: "stopped",
    request: { method: "POST", origin: OTHER },
    sentence:
      '"https://evil.example" is not allowed; the request is answered with 403 before it runs. To let its pages read, add it to `origin`; only to let it send, to `acceptFrom`; if it is this application behind a proxy, to `selfOrigins`.',
  },
  {
    title: "failed rule",
    options: {
      origin: () => {
        throw new Error("database");
      },
    },
    request: { method: "POST", origin: OTHER },
    sentence:
      'Whether "https://evil.example" is allowed could not be told: a rule threw, rejected, took longer than `originTimeout` or returned neither true nor false; the request is answered with 503 before it runs.',
  },
  {
    title: "another site without Origin",
    request: { method: "POST", fetchSite: "cross-site" },
    sentence:
      'The browser says the request comes from another site, and it carries no Origin; the request is answered with 403 before it runs. `enforce: "off"` admits it.',
  },
  {
    title: "method, preflight",
    request: { method: "OPTIONS", origin: ORIGIN, requestMethod: "PUT" },
    sentence:
      '"https://app.example.com" is allowed, the method "PUT" is not; the browser stops here and names it. Add it to `methods`.',
  },
  {
    title: "method, actual",
    request: { method: "PUT", origin: ORIGIN },
    sentence:
      '"https://app.example.com" is allowed, the method "PUT" is not; the request is answered with 403 before it runs. Add it to `methods`.',
  },
  {
    title: "header",
    request: { method: "OPTIONS", origin: ORIGIN, requestMethod: "POST", requestHeaders: "x-b" },
    sentence:
      '"https://app.example.com" is allowed, the request header "x-b" is not; the browser stops here and names it. Add it to `allowedHeaders`.',
  },
  {
    title: "an Origin that would move the terminal's cursor",
    request: { method: "GET", origin: "\u001B[2J\u009B2J\r\n\u2028" },
    sentence:
      '"\\u001b[2J\\u009b2J\\r\\n\\u2028" is not allowed; the request runs, and the browser hides the answer. To let its pages read, add it to `origin`; only to let it send, to `acceptFrom`; if it is this application behind a proxy, to `selfOrigins`.',
  },
];

test.each(ROWS)("$title", async ({ options: given = options, request, sentence }) => {
  const decision = await judge(definePolicy(given), request);
  expect(describeDecision(decision, request)).toBe(sentence);
});

test("a decision can be told without the request's Origin", async () => {
  const policy = definePolicy(options);
  const decision = await policy.decide({ method: "GET", origin: ORIGIN });
  expect(describeDecision(decision, { method: "GET" })).toBe(
    "Pages of no origin may read the answer.",
  );
});

test("a long Origin does not make a long sentence", async () => {
  const request = { method: "GET", origin: "x".repeat(65_536) };
  const decision = await judge(definePolicy(options), request);
  expect(describeDecision(decision, request).length).toBeLessThan(400);
});
