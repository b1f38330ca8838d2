import type { Terminal } from "../src/terminal.ts";

/** A terminal that keeps what is written to it. */
export interface RecordingTerminal extends Terminal {
  out(): string;
  err(): string;
}

export function recordingTerminal(options: Partial<Terminal> = {}): RecordingTerminal {
  let out = "";
  let err = "";
  return {
    width: 80,
    folds: false,
    color: false,
    interactive: false,
    ...options,
    write(text) {
      out += text;
    },
    writeError(text) {
      err += text;
    },
    out: () => out,
    err: () => err,
  };
}
