/** What the output goes to. Tests pass their own; the real one is the process. */
export interface Terminal {
  /** Characters per line. */
  readonly width: number;
  /** Whether escape sequences for colour are understood and wanted. */
  readonly color: boolean;
  /** Whether somebody is watching, so that a line of progress helps. */
  readonly interactive: boolean;
  write(text: string): void;
  writeError(text: string): void;
}

const NARROWEST = 40;
const WIDEST = 120;

/** The process's own terminal. `NO_COLOR` (https://no-color.org) and `FORCE_COLOR` are honoured. */
export function processTerminal(process: NodeJS.Process): Terminal {
  const { stdout, stderr, env } = process;
  const wanted = env["NO_COLOR"] === undefined || env["NO_COLOR"] === "";
  const forced = env["FORCE_COLOR"] !== undefined && env["FORCE_COLOR"] !== "0";
  return {
    width: Math.min(Math.max(stdout.columns ?? 80, NARROWEST), WIDEST),
    color: wanted && (forced || stdout.isTTY),
    interactive: stderr.isTTY,
    write: (text) => void stdout.write(text),
    writeError: (text) => void stderr.write(text),
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
