import type { Expectation } from "./trial.ts";

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

/** An empty answer, whoever asks. */
export function opaque(...methods: string[]): Expectation {
  return { outcome: "opaque", methods, handlerRan: true };
}
