import type { Expectation } from "./expectations.ts";
import type { Sighting } from "./sighting.ts";
import type { Outcome, Reading } from "./trial.ts";

interface Facts {
  readonly outcome: Outcome;
  readonly reading: Reading | undefined;
  readonly sightings: readonly Sighting[];
  readonly handlerRan: boolean;
}

/** One sentence per expectation that did not come true. */
export function surprises(expected: Expectation, facts: Facts): readonly string[] {
  const found: string[] = [];
  const compare = (what: string, wanted: string, actual: string): void => {
    if (wanted !== actual) found.push(`${what}: ${actual}; expected: ${wanted}.`);
  };
  compare("The answer", expected.outcome, facts.outcome);
  if (expected.outcome === facts.outcome) {
    compare("Status", String(expected.status ?? "none"), String(facts.reading?.status ?? "none"));
  }
  compare("The API saw", list(expected.methods), list(facts.sightings.map(({ method }) => method)));
  compare("Its handler", handler(expected.handlerRan), handler(facts.handlerRan));
  return found;
}

function list(methods: readonly string[]): string {
  return methods.length === 0 ? "nothing" : methods.join(", ");
}

function handler(ran: boolean): string {
  return ran ? "ran" : "did not run";
}
