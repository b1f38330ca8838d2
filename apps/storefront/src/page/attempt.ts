import type { Sighting } from "./sighting.ts";
import type { Outcome, Reading } from "./trial.ts";

/** A trial, made once. */
export interface Attempt {
  readonly id: string;
  readonly title: string;
  readonly request: string;
  readonly outcome: Outcome;
  /** What script read; undefined when the answer was kept from it. */
  readonly reading?: Reading;
  readonly sightings: readonly Sighting[];
  readonly handlerRan: boolean;
  readonly why: string;
  /** One sentence per fact that was not expected from this origin; none when all is well. */
  readonly surprises: readonly string[];
}
