import { FastifyAdapter } from "@nestjs/platform-fastify";
import { expect, test } from "vitest";
import { NEST_MAJOR } from "./nest-major.ts";

test(`these tests run with Nest ${NEST_MAJOR}`, () => {
  // Only Nest 12 has security hooks: what two cases of CSRF protection and malformed URLs depend on.
  expect("registerSecurityHook" in new FastifyAdapter()).toBe(NEST_MAJOR === "12");
});
