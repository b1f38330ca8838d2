import type { SeenRequest } from "./seen-request.ts";

/** What a script is left with of one call. */
export interface PageAnswer {
  /** `reads 200`, `reads 0` for an opaque answer, or `blocked`. */
  readonly outcome: string;
  /** Every header that the script can read, by name, with its value. */
  readonly headers: Readonly<Record<string, string>>;
}

/** What a page, its server and its console learn of the calls to one URL; the same whether a browser or the model made it. */
export interface PageSight {
  /** Call by call. */
  readonly answers: readonly PageAnswer[];
  /** What arrived at the server, preflights among them. */
  readonly requests: readonly SeenRequest[];
  /** Handlers that ran. */
  readonly runs: number;
  /** Lines of the console, in order of the alphabet: browsers write from several processes. */
  readonly console: readonly string[];
  /** Chromium's `corsErrorStatus`. */
  readonly corsErrors: readonly string[];
}

/** Headers that belong to the moment or the connection, not to the answer. */
const passing = new Set(["date", "connection", "keep-alive", "transfer-encoding"]);

/** Readable headers in a form in which two runs can be compared. */
export function tidyHeaders(
  lines: Iterable<readonly [name: string, value: string]>,
): PageAnswer["headers"] {
  const kept = [...lines].filter(([name]) => !passing.has(name));
  const sorted = kept.toSorted(([a], [b]) => (a < b ? -1 : 1));
  // Bodies that repeat their URL differ from run to run, and so does what is computed from them.
  return Object.fromEntries(sorted.map(([name, value]) => [name, name === "etag" ? "" : value]));
}
