import { parseArgs } from "node:util";
import {
  type Command,
  type CommandArguments,
  type CommandContext,
  OUTPUT_OPTIONS,
  parseConfigOf,
} from "./command.ts";
import { completionScript } from "./completion.ts";
import { exitCodeOf, type Report } from "./finding.ts";
import { commandHelp, overview } from "./help.ts";
import { toJson } from "./json-report.ts";
import { toMarkdown } from "./markdown-report.ts";
import { toSarif } from "./sarif-report.ts";
import { printReport } from "./text-report.ts";
import { UnreachableError } from "./unreachable-error.ts";
import { UsageError } from "./usage-error.ts";
import { readVersion } from "./version.ts";

/** 0 passes, 1 blocked or errors found, 2 usage, 3 unreachable. */
export type ExitCode = 0 | 1 | 2 | 3;

/** Runs one command line and prints its report. Never throws. */
export async function runCommandLine(
  words: readonly string[],
  commands: readonly Command[],
  context: CommandContext,
): Promise<ExitCode> {
  const { terminal } = context;
  const [name, ...rest] = words;
  if (name === undefined || name === "help" || name === "--help" || name === "-h") {
    const about = commands.find((command) => command.name === rest[0]);
    terminal.write(about === undefined ? overview(commands) : commandHelp(about));
    return name === undefined ? 2 : 0;
  }
  if (name === "--version" || name === "version") {
    terminal.write(`${await readVersion()}\n`);
    return 0;
  }
  try {
    if (name === "completion") {
      terminal.write(completionScript(rest[0], commands));
      return 0;
    }
    const command = commands.find((candidate) => candidate.name === name);
    if (command === undefined)
      throw new UsageError(`${JSON.stringify(name)} is no command. corsage --help lists them.`);
    return await runCommand(command, rest, context);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof UnreachableError)) throw error;
    terminal.writeError(`corsage: ${error.message}\n`);
    return error instanceof UsageError ? 2 : 3;
  }
}

async function runCommand(
  command: Command,
  words: readonly string[],
  context: CommandContext,
): Promise<ExitCode> {
  const given = parseWords(command, words);
  if (given.has("help")) {
    context.terminal.write(commandHelp(command));
    return 0;
  }
  const reports = await command.run(given, context);
  print(reports, given, context);
  return reports.some((report) => exitCodeOf(report) === 1) ? 1 : 0;
}

function print(
  reports: readonly Report[],
  given: CommandArguments,
  { terminal }: CommandContext,
): void {
  if (given.has("json")) terminal.write(toJson(reports));
  else if (given.has("sarif")) terminal.write(toSarif(reports));
  else if (given.has("markdown")) terminal.write(reports.map(toMarkdown).join("\n"));
  else {
    for (const [index, report] of reports.entries()) {
      if (index > 0) terminal.write("\n");
      printReport(report, terminal);
    }
  }
}

function parseWords(command: Command, words: readonly string[]): CommandArguments {
  const parsed = parseStrictly(command, words);
  const valuesOf = (name: string): readonly unknown[] => {
    const value = parsed.values[name];
    return value === undefined ? [] : Array.isArray(value) ? value : [value];
  };
  const given: CommandArguments = {
    positionals: parsed.positionals,
    all: (name) => valuesOf(name).filter((value) => typeof value === "string"),
    last: (name) => given.all(name).at(-1),
    has: (name) => valuesOf(name).length > 0,
  };
  const formats = Object.keys(OUTPUT_OPTIONS).filter((name) => name !== "help" && given.has(name));
  if (formats.length > 1) throw new UsageError(`--${formats.join(" and --")} exclude each other.`);
  return given;
}

function parseStrictly(command: Command, words: readonly string[]): ReturnType<typeof parseArgs> {
  try {
    return parseArgs({
      args: [...words],
      options: parseConfigOf(command),
      allowPositionals: true,
      strict: true,
    });
  } catch (error) {
    // parseArgs explains itself in a sentence or three; the first is the fault.
    const [fault = "unknown option"] = error instanceof Error ? error.message.split(". ") : [];
    throw new UsageError(
      `${fault.replace(/\.$/, "")}. corsage ${command.name} --help lists the options.`,
    );
  }
}
