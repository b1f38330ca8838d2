import { getHeapStatistics } from "node:v8";
import { measure } from "mitata";

/** Nanoseconds and bytes of one operation. */
export interface Cost {
  readonly best: number;
  readonly median: number;
  readonly bytes: number;
}

/** One operation, and what it is done to. */
export interface Operation<Subject> {
  /** Makes a subject anew and outside of the clock, so that no string has a hash yet and nothing is found by identity. */
  readonly make: (index: number) => Subject;
  readonly run: (subject: Subject) => unknown;
  /** One operation is shorter than a clock's tick, so this many are timed as one (10 000). */
  readonly batch?: number;
}

/** A figure to be taken. */
export interface Benchmark {
  readonly subject: string;
  readonly traffic: string;
  measure(): Promise<Cost>;
}

export function benchmark<Subject>(
  subject: string,
  traffic: string,
  operation: Operation<Subject>,
): Benchmark {
  return { subject, traffic, measure: () => costOf(operation) };
}

/** What an operation costs on subjects that have just arrived. */
export async function costOf<Subject>({
  make,
  run,
  batch = 10_000,
}: Operation<Subject>): Promise<Cost> {
  let made = 0;
  const stats = await measure(
    function* () {
      yield {
        [0]: () => Array.from({ length: batch }, () => make((made += 1))),
        bench: (subjects: readonly Subject[]) => {
          for (const each of subjects) run(each);
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
