import type { Command } from "./command.ts";
import { parseRequestLine } from "./request-line.ts";
import { UsageError } from "./usage-error.ts";

export const lintCommand: Command = {
  name: "lint",
  usage: "corsage lint <file>… [options]",
  summary: "Check a policy, as JSON or as a module that exports options or a Policy.",
  options: {
    request: {
      type: "string",
      short: "r",
      multiple: true,
      value: "text",
      help: "show the decision about a request: 'METHOD origin', or 'OPTIONS origin METHOD headers' for a preflight",
    },
    probe: {
      type: "boolean",
      help: "ask RegExps and functions about look-alikes and about origins drawn by lot",
    },
    as: {
      type: "string",
      value: "library",
      choices: ["express", "fastify", "nest"],
      help: "read options of cors (express), @fastify/cors (fastify) or enableCors (nest), and print what to write instead",
    },
  },
  examples: [
    "corsage lint cors.json",
    "corsage lint cors.json --request 'OPTIONS https://app.example.com PUT content-type'",
    "corsage lint old-cors.js --as express",
  ],
  async run(given) {
    const [...files] = given.positionals;
    if (files.length === 0) throw new UsageError("lint needs a file: corsage lint cors.json");
    const { lint } = await import("./lint.ts");
    const { loadOptions } = await import("./load-options.ts");
    const { parsePeer, translatePeerOptions } = await import("./peer-translation.ts");
    const requests = given.all("request").map((line) => parseRequestLine(line));
    const as = given.last("as");
    const peer = as === undefined ? undefined : parsePeer(as);
    return Promise.all(
      files.map(async (subject) => {
        const options = await loadOptions(subject);
        return peer === undefined
          ? lint(options, { subject, requests, probe: given.has("probe") })
          : translatePeerOptions(options, peer, subject);
      }),
    );
  },
};
