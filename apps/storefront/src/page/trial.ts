import type { Expected } from "./expectations.ts";
import type { Setting } from "./setting.ts";

/** What script got hold of. */
export interface Reading {
  /** Undefined where the browser shows none: an event stream, an opaque answer. */
  readonly status?: number;
  /** Whether the answer is one that no script may look into. */
  readonly opaque?: boolean;
  /** In a few words, for the visitor. */
  readonly gist: string;
}

/** `read`: script has the answer. `blocked`: the browser kept it. `opaque`: script got an empty shell. */
export type Outcome = "read" | "blocked" | "opaque";

/** How the request is made. A form asks no permission and hands script nothing; nor does `no-cors`. */
export type Means = "fetch" | "fetch-credentialed" | "no-cors" | "form";

/** One request that the page makes of the API. */
export interface Trial {
  /** Also its fragment in the page's address. */
  readonly id: string;
  readonly title: string;
  readonly method: string;
  readonly path: string;
  readonly means: Means;
  readonly expected: Expected;
  /** Fails as the browser's own interface fails when the answer is kept from script. */
  run(url: string, setting: Setting): Promise<Reading>;
}

export interface TrialGroup {
  readonly title: string;
  readonly trials: readonly Trial[];
}
