import { describe, expect, test } from "vitest";
import { type EngineName, enginesToTest } from "../src/index.ts";

/** The same tests for every engine there is; without any, a test that says so. */
export function describeEngines(tests: (name: EngineName) => void): void {
  const engines = enginesToTest();
  describe.each(engines)("%s", tests);
  describe.runIf(engines.length === 0)("no engine", () => {
    test("is installed: nothing was tested here", () => {
      expect(enginesToTest()).toEqual([]);
    });
  });
}
