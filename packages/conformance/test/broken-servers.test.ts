import { enginesToTest, launch } from "@corsage/engines";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BrokenServerHost } from "../src/broken-server-host.ts";
import { foretell, type Observation, observe, withoutRun } from "../src/broken-server-run.ts";
import { brokenServers } from "../src/broken-servers.ts";

const cases = Object.values(brokenServers).flat();

let host: BrokenServerHost;
beforeAll(async () => {
  host = await BrokenServerHost.start(cases);
});
afterAll(() => {
  host.close();
});

test("there are enough cases, and every title is one case's alone", () => {
  const titles = cases.map(({ title }) => title);
  expect(titles.length).toBeGreaterThanOrEqual(120);
  expect(titles).toHaveLength(new Set(titles).size);
});

describe.each(enginesToTest())("the model and %s", (name) => {
  const foretold: Observation[] = [];
  const observed: Observation[] = [];

  beforeAll(async () => {
    const engine = await launch(name);
    try {
      const [model, real] = [`model-${name}`, `real-${name}`];
      for (const one of await foretell(name, host, cases, model)) {
        foretold.push(withoutRun(one, model));
      }
      for (const one of await observe(engine, host, cases, real)) {
        observed.push(withoutRun(one, real));
      }
    } finally {
      await engine.close();
    }
  }, 120_000);

  afterAll(() => {
    const differing = cases.filter(
      (_, index) => JSON.stringify(foretold[index]) !== JSON.stringify(observed[index]),
    );
    console.log(`${name}: ${cases.length} broken servers, ${differing.length} differences`);
  });

  test.each(cases.map(({ title }, index) => ({ title, index })))("$title", ({ index }) => {
    expect(foretold[index]).toBeDefined();
    expect(foretold[index]).toEqual(observed[index]);
  });
});
