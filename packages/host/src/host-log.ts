import {
  type CorsRequest,
  type Decision,
  describeDecision,
  formatIssue,
  type PolicyIssue,
} from "@corsage/core";
import type { Conflict } from "./guarded-headers.ts";

/** The part of a framework's logger that is used. */
export interface Logger {
  warn(message: string): void;
}

/** Origins and conflicts remembered as logged; after that many, the rest is left to the events. */
const MAX_LOGGED = 1000;
/** Longer origins are none, and are not kept. */
const MAX_KEY = 330;

/** Says each thing once: a stranger who can send requests must not be able to fill a disk. */
export class HostLog {
  readonly #logger: Logger;
  readonly #said = new Set<string>();

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** Warnings of options, at start-up and at a reload. */
  warn(issues: readonly PolicyIssue[]): void {
    for (const issue of issues) {
      if (issue.severity === "warning") this.#logger.warn(`CORS: ${formatIssue(issue).trim()}`);
    }
  }

  /** A refused origin, once per origin. */
  refused(decision: Decision, request: CorsRequest): void {
    const { origin = "" } = request;
    const key = origin.length > MAX_KEY ? "(long)" : origin;
    if (this.#isNew(key)) this.#logger.warn(`CORS: ${describeDecision(decision, request)}`);
  }

  /** CORS headers of somebody else, once per set of headers. */
  conflict({ foreign, sent }: Conflict): void {
    const names = Object.keys(foreign).join(", ");
    if (!this.#isNew(`conflict ${names}`)) return;
    const outcome =
      sent === "ours"
        ? "They were replaced by the policy's"
        : "They were kept, and the policy's dropped";
    this.#logger.warn(
      `CORS: somebody else set ${names} on a response. ${outcome}; exactly one layer may set CORS headers.`,
    );
  }

  /** A second layer on one request, once per pair. */
  stacked(layer: string, first: string): void {
    if (!this.#isNew(`stacked ${layer} ${first}`)) return;
    this.#logger.warn(
      `CORS: ${layer} does nothing, because ${first} has decided already. Exactly one layer may: remove one, or write several policies as \`paths\` rules of the first.`,
    );
  }

  #isNew(key: string): boolean {
    if (this.#said.size >= MAX_LOGGED || this.#said.has(key)) return false;
    this.#said.add(key);
    return true;
  }
}
