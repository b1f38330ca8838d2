import { describe, expect, test } from "vitest";
import { soak } from "../src/soak.ts";

const SECONDS = 10;

describe("hostile traffic leaves nothing behind", () => {
  test.each(["node", "express", "fastify", "nest-express", "nest-fastify"] as const)(
    "%s",
    async (framework) => {
      const soaked = await soak(framework, "everything", SECONDS);
      expect(soaked).toMatchObject({ isFlat: true });
      expect(soaked.requests).toBeGreaterThan(1000);
    },
    6000 * SECONDS,
  );

  test(
    "and what it left behind would be noticed",
    async () => {
      expect(await soak("node", "leaking", SECONDS)).toMatchObject({ isFlat: false });
    },
    6000 * SECONDS,
  );
});
