import { type Command, type CommandOption, OUTPUT_OPTIONS } from "./command.ts";

const COLUMN = 30;

/** What `corsage --help` prints. */
export function overview(commands: readonly Command[]): string {
  return [
    "corsage: why the browser says no, and which line fixes it",
    "",
    ...commands.map(({ name, summary }) => `  corsage ${name.padEnd(9)} ${summary}`),
    "",
    "  corsage <command> --help      options and examples",
    "  corsage completion bash|zsh   a completion script for the shell",
    "",
    "Exit codes: 0 passes, 1 blocked or errors found, 2 usage, 3 unreachable.",
    "",
  ].join("\n");
}

/** What `corsage <command> --help` prints. */
export function commandHelp({ usage, summary, options, examples }: Command): string {
  return [
    `usage: ${usage}`,
    "",
    summary,
    "",
    ...Object.entries({ ...options, ...OUTPUT_OPTIONS }).map(([name, option]) =>
      optionLine(name, option),
    ),
    "",
    "examples:",
    ...examples.map((example) => `  ${example}`),
    "",
  ].join("\n");
}

function optionLine(name: string, { short, value, help }: CommandOption): string {
  const flag = `  ${short === undefined ? "    " : `-${short}, `}--${name}${value === undefined ? "" : ` ${value}`}`;
  return flag.length < COLUMN
    ? flag.padEnd(COLUMN) + help
    : `${flag}\n${" ".repeat(COLUMN)}${help}`;
}
