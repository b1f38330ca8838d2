import { stripVTControlCharacters } from "node:util";

/** What the output goes to. Tests pass their own; the real one is the process. */
export interface Terminal {
  /** Characters per line of prose. */
  readonly width: number;
  /** Whether quoted lines are folded to the width, too: on a screen. In a pipe they stay whole, to be searched. */
  readonly folds: boolean;
  /** Whether escape sequences for colour are understood and wanted. */
  readonly color: boolean;
  /** Whether somebody is watching, so that a line of progress helps. */
  readonly interactive: boolean;
  write(text: string): void;
  writeError(text: string): void;
}

const NARROWEST = 40;
const WIDEST = 120;

/** What is read of a process to know its terminal. */
interface ProcessView {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: OutputView;
  readonly stderr: OutputView;
}

interface OutputView {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write?(text: string): unknown;
}

/** The process's own terminal. `NO_COLOR` (https://no-color.org) and `FORCE_COLOR` are honoured. */
export function processTerminal({ stdout, stderr, env }: ProcessView): Terminal {
  const wanted = env["NO_COLOR"] === undefined || env["NO_COLOR"] === "";
  const forced = env["FORCE_COLOR"] !== undefined && env["FORCE_COLOR"] !== "0";
  const understood = stdout.isTTY === true && env["TERM"] !== "dumb";
  return {
    width: Math.min(Math.max(stdout.columns ?? 80, NARROWEST), WIDEST),
    folds: stdout.isTTY === true,
    color: wanted && (forced || understood),
    interactive: stderr.isTTY === true,
    write: (text) => void stdout.write?.(text),
    writeError: (text) => void stderr.write?.(text),
  };
}

export type Style = "bold" | "dim" | "red" | "yellow" | "green" | "cyan";

const CODES: Readonly<Record<Style, readonly [number, number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  yellow: [33, 39],
  green: [32, 39],
  cyan: [36, 39],
};

/** The text in a style, or as it is where colour is not wanted. */
export function paint(terminal: Terminal, style: Style, text: string): string {
  if (!terminal.color) return text;
  const [on, off] = CODES[style];
  return `\u001B[${on}m${text}\u001B[${off}m`;
}

/** A server's or a console's text, with what a terminal would obey made visible. Line ends are the caller's. */
export function printable(text: string): string {
  return text.replaceAll(
    // oxlint-disable-next-line no-control-regex -- they are what is looked for
    /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069]/g,
    (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** A quoted line behind `indent`, folded at spaces where the screen ends, what follows behind `hanging`. */
export function fold(text: string, terminal: Terminal, indent: string, hanging: string): string {
  // An indented line is code, and is to be copied.
  if (!terminal.folds || text.startsWith(" ")) return `${indent}${text}\n`;
  const room = terminal.width - stripVTControlCharacters(hanging).length;
  const [first = "", ...rest] = wrap(text, room, "").trimEnd().split("\n");
  return [`${indent}${first}\n`, ...rest.map((line) => `${hanging}${line}\n`)].join("");
}

/** Breaks a paragraph at spaces. A word longer than the line stays whole: URLs and headers are to be copied. */
export function wrap(text: string, width: number, indent: string): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + word.length + 1 > width - indent.length) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  lines.push(line);
  return lines.map((part) => `${indent}${part}\n`).join("");
}
