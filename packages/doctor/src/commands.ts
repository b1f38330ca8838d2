import { checkCommand } from "./check-command.ts";
import type { Command } from "./command.ts";
import { explainCommand } from "./explain-command.ts";
import { lintCommand } from "./lint-command.ts";
import { scanCommand } from "./scan-command.ts";

/** In the order of the help: what people need most comes first. */
export const COMMANDS: readonly Command[] = [
  checkCommand,
  explainCommand,
  lintCommand,
  scanCommand,
];
