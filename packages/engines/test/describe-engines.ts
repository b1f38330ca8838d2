import { describe, expect, test } from "vitest";
import { type EngineName, enginesToTest } from "../src/index.ts";

/** The same tests for every engine there is; without any, a test that says so. */
export function describeEngines(tests: (name: EngineName) => void): void {
  const engines = enginesToTest();
  describe.each(engines)("%s", (name) => {
    tests(name);
  });
  test.each(engines.length === 0 ? ["no engine is installed: nothing was tested here"] : [])(
    "%s",
    () => expect(enginesToTest()).toEqual([]),
  );
}
