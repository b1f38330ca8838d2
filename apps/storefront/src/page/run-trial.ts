import type { Attempt } from "./attempt.ts";
import { explain } from "./explain.ts";
import type { Guest } from "./setting.ts";
import type { Sighting } from "./sighting.ts";
import { surprises } from "./surprises.ts";
import type { Outcome, Reading, Trial } from "./trial.ts";

/** Makes the request for real, then asks the page's own server what the API saw of it. */
export async function runTrial(trial: Trial, api: string, guest: Guest): Promise<Attempt> {
  const id = crypto.randomUUID();
  const reading = await run(trial, `${api}${trial.path}?try=${id}`);
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
    why: explain({ outcome, sightings, handlerRan, ...trial, origin: location.origin }),
    surprises: surprises(trial.expected[guest], { outcome, reading, sightings, handlerRan }),
  };
}

/** Undefined when the browser kept the answer: all that script is told is a TypeError without a reason. */
async function run(trial: Trial, url: string): Promise<Reading | undefined> {
  try {
    return await trial.run(url);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
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
