import { getHeapStatistics } from "node:v8";
import type { CorsRequest, Policy } from "@corsage/core";
import { measure } from "mitata";

/** Nanoseconds and bytes of one decision. */
export interface Cost {
  readonly best: number;
  readonly median: number;
  readonly bytes: number;
}

/** One decision is shorter than a clock's tick, so this many are timed as one. */
const BATCH = 10_000;

/**
 * What `decide` costs on requests that have just arrived: `request` makes each anew and outside of the clock, so that
 * no string has a hash yet and nothing is found by identity.
 */
export async function costOf(
  policy: Policy,
  request: (index: number) => CorsRequest,
  batch: number = BATCH,
): Promise<Cost> {
  let made = 0;
  const stats = await measure(
    function* () {
      yield {
        [0]: () => Array.from({ length: batch }, () => request((made += 1))),
        bench: (requests: readonly CorsRequest[]) => {
          for (const each of requests) void policy.decide(each);
        },
      };
    },
    {
      now: cpuTime,
      batch_unroll: 1,
      batch_threshold: 0, // it is batched already
      min_samples: 30,
      max_samples: 100,
      min_cpu_time: 3e8,
      inner_gc: true,
      gc: () => globalThis.gc?.(),
      heap: () => getHeapStatistics().used_heap_size,
    },
  );
  return {
    best: stats.min / batch,
    median: stats.p50 / batch,
    bytes: (stats.heap?.min ?? Number.NaN) / batch,
  };
}

/** Nanoseconds of this process alone: other processes' turns do not count. */
function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
}

/** The same text in new memory, as a parser would deliver it. */
export function fresh(text: string): string {
  return Buffer.from(text, "latin1").toString("latin1");
}
