import type { Sighting } from "./sighting.ts";
import type { Expectation, Outcome, Reading } from "./trial.ts";

interface Facts {
  readonly outcome: Outcome;
  readonly reading: Reading | undefined;
  readonly sightings: readonly Sighting[];
  readonly handlerRan: boolean;
}

/** One sentence per expectation that did not come true. */
export function surprises(expected: Expectation, facts: Facts): readonly string[] {
  const found: string[] = [];
  const expect = (wanted: string, actual: string): void => {
    if (wanted !== actual) found.push(`Expected ${wanted}, not ${actual}.`);
  };
  expect(`the answer ${expected.outcome}`, `the answer ${facts.outcome}`);
  if (expected.outcome === facts.outcome) {
    expect(`status ${expected.status ?? "none"}`, `status ${facts.reading?.status ?? "none"}`);
  }
  expect(sent(expected.methods), sent(facts.sightings.map(({ method }) => method)));
  expect(handler(expected.handlerRan), handler(facts.handlerRan));
  return found;
}

function sent(methods: readonly string[]): string {
  return methods.length === 0 ? "no request" : methods.join(", ");
}

function handler(ran: boolean): string {
  return ran ? "a handler that ran" : "no handler to run";
}
