import fc from "fast-check";
import { expect, test } from "vitest";
import { type CorsRequest, definePolicy, type PolicyOptions } from "../src/index.ts";
import { countReads } from "./counted-request.ts";

const ORIGIN = "https://app.example.com";

const POLICIES: readonly PolicyOptions[] = [
  { origin: "*" },
  { origin: "*", allowedHeaders: "*", methods: ["GET", "PUT"] },
  { origin: [ORIGIN], credentials: true },
  { origin: [ORIGIN], enforce: "off" },
  { origin: ["https://*.example.com"], allowedHeaders: "*", acceptFrom: ["null"] },
  { origin: () => false, acceptFrom: [() => true] },
  { origin: () => Promise.resolve(true) },
];

const requests = fc.record<CorsRequest>(
  {
    method: fc.constantFrom("GET", "POST", "PUT", "DELETE", "OPTIONS", "CONNECT"),
    origin: fc.constantFrom(ORIGIN, "https://b.test", "null", ""),
    requestMethod: fc.constantFrom("PUT", "", "P UT"),
    requestHeaders: fc.constantFrom("x-a,x-b", "", ","),
    fetchSite: fc.constantFrom("cross-site", "same-origin", "none", "same-site"),
    host: fc.constantFrom("app.example.com", "b.test", ""),
    selfOrigins: fc.constantFrom(new Set<string>(), new Set(["https://b.test"])),
    upgrade: fc.boolean(),
  },
  { requiredKeys: ["method"] },
);

test("decide reads no field of a request twice, and none but its own", async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...POLICIES), requests, async (options, request) => {
      const { counted, reads } = countReads(request);
      await definePolicy(options).decide(counted);
      for (const [field, count] of reads) expect([field, count]).toEqual([field, 1]);
      expect(reads.has("raw")).toBe(false);
    }),
  );
});

test("decide never throws, never waits for ever, and never grants what it refuses", async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...POLICIES), requests, async (options, request) => {
      const decision = await definePolicy(options).decide(request);
      const granted = decision.headers["access-control-allow-origin"];
      expect([undefined, "*", request.origin]).toContain(granted);
      if (options.origin !== "*" && !decision.allowed && decision.code !== "method-not-allowed") {
        expect(decision.headers).toStrictEqual({});
      }
      expect(decision.vary.startsWith("Origin")).toBe(options.origin !== "*");
    }),
  );
});

test("a GET without Origin costs three reads", () => {
  const { counted, reads } = countReads({ method: "GET" });
  void definePolicy({ origin: [ORIGIN] }).decide(counted);
  expect(Object.fromEntries(reads)).toEqual({ origin: 1, method: 1, upgrade: 1 });
});

test("an allowed GET costs two reads", () => {
  const { counted, reads } = countReads({ method: "GET", origin: ORIGIN });
  void definePolicy({ origin: [ORIGIN] }).decide(counted);
  expect(Object.fromEntries(reads)).toEqual({ origin: 1, method: 1 });
});

test("a preflight costs three reads", () => {
  const { counted, reads } = countReads({
    method: "OPTIONS",
    origin: ORIGIN,
    requestMethod: "PUT",
  });
  void definePolicy({ origin: [ORIGIN] }).decide(counted);
  expect(Object.fromEntries(reads)).toEqual({ origin: 1, method: 1, requestMethod: 1 });
});
