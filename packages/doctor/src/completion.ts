import { type Command, type CommandOption, OUTPUT_OPTIONS } from "./command.ts";
import { UsageError } from "./usage-error.ts";

/**
 * A completion script: `eval "$(corsage completion bash)"`.
 * @throws UsageError for any other shell.
 */
export function completionScript(shell: string | undefined, commands: readonly Command[]): string {
  if (shell !== "bash" && shell !== "zsh") {
    throw new UsageError("write corsage completion bash, or corsage completion zsh.");
  }
  const names = commands.map((command) => command.name).join(" ");
  const lines = [
    // zsh reads bash's scripts: https://zsh.sourceforge.io/Doc/Release/Completion-System.html
    ...(shell === "zsh" ? ["autoload -U +X bashcompinit && bashcompinit"] : []),
    "_corsage() {",
    `  local words="${names} completion help"`,
    '  case "${COMP_WORDS[1]}" in',
    ...commands.map((command) => completeOptions(command)),
    '    completion) words="bash zsh" ;;',
    "  esac",
    // Before the second word is finished, it is a command that is wanted.
    `  if [ "$COMP_CWORD" -eq 1 ]; then words="${names} completion help"; fi`,
    '  case "${COMP_WORDS[1]} ${COMP_WORDS[COMP_CWORD-1]}" in',
    ...commands.flatMap((command) => completeValues(command)),
    "  esac",
    '  COMPREPLY=($(compgen -W "$words" -- "${COMP_WORDS[COMP_CWORD]}"))',
    "}",
    // Files, where nothing else fits: lint takes them.
    "complete -o default -F _corsage corsage",
    "",
  ];
  return lines.join("\n");
}

function completeOptions({ name, options }: Command): string {
  const flags = Object.keys({ ...options, ...OUTPUT_OPTIONS }).map((option) => `--${option}`);
  return `    ${name}) words="${flags.join(" ")}" ;;`;
}

/** What may follow an option that takes one of a few words. */
function completeValues({ name, options }: Command): readonly string[] {
  return Object.entries(options).flatMap(([option, { choices }]: [string, CommandOption]) =>
    choices === undefined ? [] : [`    "${name} --${option}") words="${choices.join(" ")}" ;;`],
  );
}
