import { enginesToTest } from "@corsage/engines";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describeDifference } from "../src/fuzz/fuzz-report.ts";
import { FuzzRun } from "../src/fuzz/fuzz-run.ts";

// The same for everybody: what is red today was red when it was written. New seeds are `npm run fuzz`.
const seeds = [2026, 1124];
const cases = 1000;
const names = enginesToTest();
let run: FuzzRun;

beforeAll(async () => {
  run = await FuzzRun.start(names);
}, 120_000);
afterAll(() => run.close());

describe.each(seeds)("random calls to random policies, seed %d", (seed) => {
  test.concurrent.each(names)(
    "end in %s as the model says",
    async (name) => {
      const { blocked, preflighted, remembered, differences } = await run.compare(
        name,
        seed,
        cases,
      );
      console.log(
        `${name}: ${cases} cases, ${blocked} blocked, ${preflighted} preflighted, ${remembered} remembered, ${differences.length} differences (npm run fuzz -- --cases ${cases} --seed ${seed})`,
      );
      const [first] = differences;
      const smallest = first && describeDifference(await run.shrink(name, seed, first));
      expect(smallest).toBeUndefined();
      // Of cases that all end alike, none differs either.
      expect(blocked).toBeGreaterThan(cases / 4);
      expect(cases - blocked).toBeGreaterThan(cases / 8);
      expect(preflighted).toBeGreaterThan(cases / 4);
      expect(cases - preflighted).toBeGreaterThan(cases / 20);
      expect(remembered).toBeGreaterThan(cases / 50);
    },
    240_000,
  );
});
