import type { Command } from "./command.ts";
import { parseStack, STACKS } from "./stack.ts";
import { UsageError } from "./usage-error.ts";

export const explainCommand: Command = {
  name: "explain",
  usage: 'corsage explain "<console text>" [options]',
  summary: "Explain what a browser's console says: what happened, and which line fixes it.",
  options: {
    for: {
      type: "string",
      value: "stack",
      choices: STACKS,
      help: `write the fix for one of ${STACKS.join(", ")} (the first three)`,
    },
  },
  examples: [
    'corsage explain "Access to fetch at … has been blocked by CORS policy: …"',
    "pbpaste | corsage explain --for nginx",
  ],
  async run(given, context) {
    const { explain } = await import("./explain.ts");
    const stack = given.last("for");
    const text =
      given.positionals.length > 0 ? given.positionals.join(" ") : await context.readStdin();
    if (text.trim() === "")
      throw new UsageError(
        "explain needs the console's text, as an argument or on standard input.",
      );
    const report = explain(text, stack === undefined ? undefined : parseStack(stack));
    if (report.findings.length === 0) throw new UsageError(report.summary);
    return [report];
  },
};
