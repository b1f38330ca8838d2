import type { Guest } from "./setting.ts";

/** What script got hold of. */
export interface Reading {
  /** Undefined where the browser shows none: an event stream, an opaque answer. */
  readonly status?: number;
  /** Whether the answer is an empty shell, as `no-cors` promises. */
  readonly opaque?: boolean;
  /** In a few words, for the visitor. */
  readonly gist: string;
}

/** `read`: script has the answer. `blocked`: the browser kept it. `opaque`: script got an empty shell. */
export type Outcome = "read" | "blocked" | "opaque";

export interface Expectation {
  readonly outcome: Outcome;
  readonly status?: number;
  /** Every request the server sees, in order: `OPTIONS` alone means that a preflight stopped the rest. */
  readonly methods: readonly string[];
  readonly handlerRan: boolean;
}

/** One request that the page makes of the API. */
export interface Trial {
  /** Also its fragment in the page's address. */
  readonly id: string;
  readonly title: string;
  readonly method: string;
  readonly path: string;
  readonly credentials: boolean;
  readonly expected: Readonly<Record<Guest, Expectation>>;
  /** Fails as the browser's own interface fails when the answer is kept from script. */
  run(url: string): Promise<Reading>;
}

export interface TrialGroup {
  readonly title: string;
  readonly trials: readonly Trial[];
}
