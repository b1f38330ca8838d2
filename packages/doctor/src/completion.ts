import { type Command, OUTPUT_OPTIONS } from "./command.ts";
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
  const cases = commands.map(({ name, options }) => {
    const flags = Object.keys({ ...options, ...OUTPUT_OPTIONS }).map((option) => `--${option}`);
    return `    ${name}) words="${flags.join(" ")}" ;;`;
  });
  const lines = [
    ...(shell === "zsh" ? ["autoload -U +X bashcompinit && bashcompinit"] : []),
    "_corsage() {",
    `  local words="${names} completion help"`,
    '  case "${COMP_WORDS[1]}" in',
    ...cases,
    "  esac",
    '  COMPREPLY=($(compgen -W "$words" -- "${COMP_WORDS[COMP_CWORD]}"))',
    "}",
    "complete -o default -F _corsage corsage",
    "",
  ];
  return lines.join("\n");
}
