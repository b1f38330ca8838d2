import { sendHostile } from "./hostile-traffic.ts";
import type { Framework, SoakedPolicy } from "./matrix.ts";
import { ServerProcess } from "./server-process.ts";

export interface Soaked {
  readonly requests: number;
  /** What the heap grew by, for each request; around 0 where nothing is kept. */
  readonly bytesPerRequest: number;
  /** Whether that is less than a request could leave behind. */
  readonly isFlat: boolean;
}

/** Keeping the origins would take some 100 bytes of each request; code that is compiled late takes some of the heap too. */
const MOST_BYTES = 30;
const SAMPLES = 12;
/** In each sample, whatever the machine is doing besides: fewer would drown in what the heap does by itself. */
const REQUESTS = 2500;

/**
 * Hostile traffic for so many seconds, with looks at the heap after a collection. Caches that are full and then emptied
 * make it a saw, so that its lowest points are compared: those of the first half with those of the second.
 */
export async function soak(
  framework: Framework,
  policy: SoakedPolicy,
  seconds: number,
): Promise<Soaked> {
  const server = await ServerProcess.start(framework, {
    variant: "corsage",
    policy,
    traffic: "get",
  });
  const each = (seconds * 1000) / (SAMPLES + 2);
  try {
    await sendHostile(server.port, 2 * each, 3 * REQUESTS); // until the code is compiled and every cache is full
    const counts: number[] = [];
    const heaps: number[] = [];
    // oxlint-disable no-await-in-loop -- in order
    for (let sample = 0; sample < SAMPLES; sample += 1) {
      counts.push(await sendHostile(server.port, each, REQUESTS));
      heaps.push(await server.heap());
    }
    // oxlint-enable no-await-in-loop
    const half = SAMPLES / 2;
    const growth = Math.min(...heaps.slice(half)) - Math.min(...heaps.slice(0, half));
    const between = counts.slice(half).reduce((sum, count) => sum + count, 0);
    const requests = counts.reduce((sum, count) => sum + count, 0);
    const bytesPerRequest = growth / between;
    return { requests, bytesPerRequest, isFlat: bytesPerRequest < MOST_BYTES };
  } finally {
    server.stop();
  }
}
