import { checkPolicy, judge, parsePolicy } from "@corsage/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type FixFacts, policyFor } from "../src/policy-code.ts";
import { paste } from "./pasted-fix.ts";

const label = fc.stringMatching(/^[a-z](?:[a-z0-9-]{0,6}[a-z0-9])?$/);
const host = fc.oneof(
  fc.constantFrom("localhost", "127.0.0.1", "[::1]", "app.localhost"),
  fc.tuple(label, label).map(([name, domain]) => `${name}.${domain}.example`),
);
const origin = fc.oneof(
  fc.constant("null"),
  fc
    .tuple(fc.constantFrom("http", "https"), host, fc.constantFrom("", ":3000", ":8443"))
    .map(([scheme, name, port]) => `${scheme}://${name}${port}`),
);
const facts: fc.Arbitrary<FixFacts> = fc.record({
  origin,
  methods: fc
    .subarray(["PUT", "PATCH", "DELETE", "REPORT"])
    .map((methods) => ["GET", "HEAD", "POST", ...methods]),
  headers: fc
    .subarray(["authorization", "x-tenant", "if-match"])
    .map((headers) => ["content-type", ...headers]),
  exposed: fc.subarray(["x-total", "etag", "location"]),
  credentials: fc.boolean(),
});

/** The options in a printed policy, as the application that it is pasted into gets them. */
async function optionsIn(
  stack: "fastify" | "nest" | "express",
  printed: FixFacts,
): Promise<unknown> {
  const seen: unknown[] = [];
  const take = (options: unknown): void => void seen.push(options);
  const app = { use: () => undefined, register: (_: unknown, options: unknown) => take(options) };
  await paste(policyFor(stack, printed), {
    app,
    cors: take,
    corsPlugin: undefined,
    CorsModule: { forRoot: take },
  });
  expect(seen).toHaveLength(1);
  return seen[0];
}

describe("a printed policy starts, and lets the request through", () => {
  test.each(["fastify", "nest", "express"] as const)("for %s", async (stack) => {
    await fc.assert(
      fc.asyncProperty(facts, async (printed) => {
        const options = await optionsIn(stack, printed);
        expect(checkPolicy(options)).toEqual([]);
        const decision = await judge(parsePolicy(options), {
          method: "OPTIONS",
          origin: printed.origin === "null" ? "http://localhost:3000" : printed.origin,
          requestMethod: printed.methods.at(-1),
          requestHeaders: printed.headers.toSorted().join(","),
        });
        expect(decision).toMatchObject({ allowed: true, code: "allowed" });
        expect(decision.headers["access-control-allow-credentials"]).toBe(
          printed.credentials ? "true" : undefined,
        );
      }),
      { seed: 6, numRuns: 200 },
    );
  });
});
