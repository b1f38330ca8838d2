import { wrap } from "./terminal.ts";
import { type Command, type CommandOption, OUTPUT_OPTIONS } from "./command.ts";

const COLUMN = 30;
/** Of the help; narrower terminals are rare, and wider ones read no better. */
const WIDTH = 80;

/** What `corsage --help` prints. */
export function overview(commands: readonly Command[]): string {
  return [
    "corsage: why the browser says no, and which line fixes it",
    "",
    ...commands.map(({ name, summary }) => {
      const told = wrap(summary, WIDTH, " ".repeat(20)).trimEnd();
      return `  corsage ${name.padEnd(10)}${told.slice(20)}`;
    }),
    "",
    "  corsage <command> --help      options and examples",
    "  corsage completion bash|zsh   a completion script for the shell",
    "  corsage --version             the version",
    "",
    "Reports are text, or --json, --sarif, --markdown.",
    "Exit codes: 0 passes, 1 blocked or errors found, 2 usage, 3 unreachable.",
    "",
  ].join("\n");
}

/** What `corsage <command> --help` prints. */
export function commandHelp({ usage, summary, options, examples }: Command): string {
  return [
    `usage: ${usage}`,
    "",
    wrap(summary, WIDTH, "").trimEnd(),
    "",
    ...Object.entries({ ...options, ...OUTPUT_OPTIONS }).map(([name, option]) =>
      optionLine(name, option),
    ),
    "",
    "examples:",
    // Unbroken: they are to be copied.
    ...examples.map((example) => `  ${example}`),
    "",
  ].join("\n");
}

function optionLine(name: string, { short, value, help }: CommandOption): string {
  const flag = `  ${short === undefined ? "    " : `-${short}, `}--${name}${value === undefined ? "" : ` ${value}`}`;
  const told = wrap(help, WIDTH, " ".repeat(COLUMN)).trimEnd();
  return flag.length < COLUMN ? flag.padEnd(COLUMN) + told.slice(COLUMN) : `${flag}\n${told}`;
}
