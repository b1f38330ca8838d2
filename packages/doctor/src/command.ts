import type { ParseArgsConfig } from "node:util";
import type { Report } from "./finding.ts";
import type { Terminal } from "./terminal.ts";

/** An option of a command, as `util.parseArgs` reads it, and as `--help` tells it. */
export interface CommandOption {
  readonly type: "string" | "boolean";
  readonly short?: string;
  readonly multiple?: boolean;
  /** What stands for the value in `--help`. */
  readonly value?: string;
  /** What the value may be, if it is one of a few: completion offers them. */
  readonly choices?: readonly string[];
  readonly help: string;
}

/** What a command reads beside its arguments. */
export interface CommandContext {
  readonly terminal: Terminal;
  readStdin(): Promise<string>;
}

/** Parsed arguments of a command. */
export interface CommandArguments {
  readonly positionals: readonly string[];
  /** Every value of a string option, in order. */
  all(name: string): readonly string[];
  /** The last value of a string option. */
  last(name: string): string | undefined;
  has(name: string): boolean;
}

export interface Command {
  readonly name: Report["command"];
  readonly usage: string;
  readonly summary: string;
  readonly options: Readonly<Record<string, CommandOption>>;
  readonly examples: readonly string[];
  run(given: CommandArguments, context: CommandContext): Promise<readonly Report[]>;
}

/** Options that every command has: how the report is printed. */
export const OUTPUT_OPTIONS: Readonly<Record<string, CommandOption>> = {
  json: { type: "boolean", help: "print the report as JSON" },
  sarif: { type: "boolean", help: "print the report as SARIF" },
  markdown: { type: "boolean", help: "print the report as Markdown" },
  help: { type: "boolean", short: "h", help: "print this help" },
};

/** The command's options in the form `util.parseArgs` takes. */
export function parseConfigOf(command: Command): NonNullable<ParseArgsConfig["options"]> {
  const options = { ...command.options, ...OUTPUT_OPTIONS };
  return Object.fromEntries(
    Object.entries(options).map(([name, { type, short, multiple }]) => [
      name,
      { type, multiple: multiple ?? false, ...(short !== undefined && { short }) },
    ]),
  );
}
