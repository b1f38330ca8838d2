import type { Command } from "./command.ts";
import { STACKS } from "./stack.ts";

export const checkCommand: Command = {
  name: "check",
  usage: "corsage check <url> --origin <origin> [options]",
  summary: "Walk a request as browsers would against a live server, and say why it is blocked.",
  options: {
    origin: { type: "string", short: "o", value: "origin", help: "the origin of the page" },
    request: { type: "string", short: "X", value: "METHOD", help: "the method (GET)" },
    header: {
      type: "string",
      short: "H",
      multiple: true,
      value: "'name: value'",
      help: "a header that the page sets",
    },
    body: {
      type: "string",
      short: "d",
      value: "text",
      help: "a body, as text; without -X it is posted",
    },
    credentials: { type: "boolean", help: 'as a page with credentials: "include"' },
    send: { type: "boolean", help: "send the request even if it may change something" },
    for: {
      type: "string",
      value: "stack",
      choices: STACKS,
      help: `write fixes for one of ${STACKS.join(", ")} (told from the answers)`,
    },
    timeout: { type: "string", value: "ms", help: "milliseconds for one answer (10000)" },
    insecure: { type: "boolean", help: "accept any certificate" },
  },
  examples: [
    "corsage check https://api.example.com/orders --origin https://app.example.com",
    "corsage check https://api.example.com/orders -o https://app.example.com -X PUT -H 'content-type: application/json'",
    "corsage check http://localhost:4001/profile -o http://localhost:4000 --credentials --for nginx",
  ],
  // What a command needs is loaded when it runs: `--help` and completion answer at once.
  async run(given, { terminal }) {
    const { runCheck } = await import("./check-run.ts");
    return [await runCheck(given, terminal)];
  },
};
