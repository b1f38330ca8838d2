import { FastifyAdapter } from "@nestjs/platform-fastify";
import { expect, test } from "vitest";

/** The project that runs the tests says which Nest they are to run with. */
const MAJOR = process.env["NEST_MAJOR"] ?? "12";

test(`these tests run with Nest ${MAJOR}`, () => {
  // Only Nest 12 has security hooks: what two cases of CSRF protection and malformed URLs depend on.
  expect("registerSecurityHook" in new FastifyAdapter()).toBe(MAJOR === "12");
});
