import { runCommandLine } from "../src/command-line.ts";
import { COMMANDS } from "../src/commands.ts";
import type { Terminal } from "../src/terminal.ts";
import { recordingTerminal } from "./recording-terminal.ts";

/** A command line, run as `main` runs it, and what came of it. */
export async function runCorsage(
  words: readonly string[],
  terminal: Partial<Terminal> = {},
  stdin = "",
): Promise<{ code: number; out: string; err: string }> {
  const recording = recordingTerminal(terminal);
  const context = { terminal: recording, readStdin: () => Promise.resolve(stdin) };
  const code = await runCommandLine(words, COMMANDS, context);
  return { code, out: recording.out(), err: recording.err() };
}
