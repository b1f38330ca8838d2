import type { Guest } from "./setting.ts";
import type { Outcome } from "./trial.ts";

export interface Expectation {
  readonly outcome: Outcome;
  readonly status?: number;
  /** Every request the server sees, in order: `OPTIONS` alone means that a preflight stopped the rest. */
  readonly methods: readonly string[];
  readonly handlerRan: boolean;
}

/** What each guest should see. A page that is on another list only is as good as unlisted, unless its line says more. */
export interface Expected {
  readonly listed: Expectation;
  readonly unlisted: Expectation;
  readonly admin?: Expectation;
  readonly partner?: Expectation;
}

export function expectationOf(expected: Expected, guest: Guest): Expectation {
  return expected[guest] ?? expected.unlisted;
}

/** The same for everybody. */
export function everybody(expectation: Expectation): Expected {
  return { listed: expectation, unlisted: expectation };
}

/** The visitor's script reads an answer that the handler gave. */
export function reads(status: number, ...methods: string[]): Expectation {
  return { outcome: "read", status, methods, handlerRan: true };
}

/** It reads an answer that came before or instead of a handler. */
export function readsWithoutHandler(status: number, ...methods: string[]): Expectation {
  return { outcome: "read", status, methods, handlerRan: false };
}

/** The API did the work, and the browser keeps the answer. */
export function hidden(...methods: string[]): Expectation {
  return { outcome: "blocked", methods, handlerRan: true };
}

/** The request was sent, no handler ran, and the browser keeps the answer. */
export function refused(...methods: string[]): Expectation {
  return { outcome: "blocked", methods, handlerRan: false };
}

/** The browser asked first, and sent nothing else. */
export const stopped: Expectation = {
  outcome: "blocked",
  methods: ["OPTIONS"],
  handlerRan: false,
};

/** An answer that no script looks into, of a request that the API let in. */
export function opaque(...methods: string[]): Expectation {
  return { outcome: "opaque", methods, handlerRan: true };
}

/** An answer that no script looks into, of a request that the API turned away. */
export function opaqueRefusal(...methods: string[]): Expectation {
  return { outcome: "opaque", methods, handlerRan: false };
}
