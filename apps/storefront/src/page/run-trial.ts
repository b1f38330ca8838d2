import type { Attempt } from "./attempt.ts";
import { expectationOf } from "./expectations.ts";
import { explain } from "./explain.ts";
import type { Setting } from "./setting.ts";
import type { Sighting } from "./sighting.ts";
import { surprises } from "./surprises.ts";
import type { Outcome, Reading, Trial } from "./trial.ts";

/** Makes the request for real, then asks the page's own server what the API saw of it. */
export async function runTrial(trial: Trial, api: string, setting: Setting): Promise<Attempt> {
  const id = crypto.randomUUID();
  const reading = await run(trial, `${api}${trial.path}?try=${id}`, setting);
  const sightings = await seen(id);
  const outcome = outcomeOf(reading);
  const handlerRan = sightings.some((sighting) => sighting.handlerRan);
  return {
    id: trial.id,
    title: trial.title,
    request: `${trial.method} ${trial.path}`,
    outcome,
    ...(reading === undefined ? {} : { reading }),
    sightings,
    handlerRan,
    why: explain({ outcome, sightings, handlerRan, means: trial.means, origin: location.origin }),
    surprises: surprises(expectationOf(trial.expected, setting.guest), {
      outcome,
      reading,
      sightings,
      handlerRan,
    }),
  };
}

/** Milliseconds after which an answer that has not come counts as none: one row must not hold up the others. */
const PATIENCE = 20_000;

/** Undefined when the browser kept the answer: all that script is told is a TypeError without a reason. */
async function run(trial: Trial, url: string, setting: Setting): Promise<Reading | undefined> {
  try {
    return await Promise.race([trial.run(url, setting), giveUp()]);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function giveUp(): Promise<undefined> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(undefined), PATIENCE);
  });
}

function outcomeOf(reading: Reading | undefined): Outcome {
  if (reading === undefined) return "blocked";
  return reading.opaque === true ? "opaque" : "read";
}

async function seen(id: string): Promise<readonly Sighting[]> {
  const response = await fetch(`/seen/${id}`);
  const sightings: readonly Sighting[] = await response.json();
  return sightings;
}
