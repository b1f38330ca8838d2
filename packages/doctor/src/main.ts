#!/usr/bin/env node
import process from "node:process";
import { text } from "node:stream/consumers";
import { runCommandLine } from "./command-line.ts";
import { COMMANDS } from "./commands.ts";
import { processTerminal } from "./terminal.ts";

// `corsage check … | head` closes the pipe early; that is no fault of ours.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

process.exitCode = await runCommandLine(process.argv.slice(2), COMMANDS, {
  terminal: processTerminal(process),
  readStdin: () => {
    if (process.stdin.isTTY) {
      process.stderr.write("Paste the console's text, and press Ctrl+D on a line of its own.\n");
    }
    return text(process.stdin);
  },
});
