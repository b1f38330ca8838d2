import type { Command } from "./command.ts";
import type { Report } from "./finding.ts";
import { withProgress } from "./progress.ts";
import { parseTimeout, parseUrl } from "./target-arguments.ts";
import { UsageError } from "./usage-error.ts";

/** Milliseconds between two requests: gentle by default, as the server may be somebody's. */
const PAUSE = 100;

export const scanCommand: Command = {
  name: "scan",
  usage: "corsage scan <url>… [options]",
  summary: "Try foreign origins on the URLs named, safely and slowly.",
  options: {
    origin: {
      type: "string",
      short: "o",
      value: "origin",
      help: "an origin that is let in, to be imitated (the URL's own)",
    },
    timeout: { type: "string", value: "ms", help: "milliseconds for one answer (10000)" },
    insecure: { type: "boolean", help: "accept any certificate" },
  },
  examples: [
    "corsage scan https://api.example.com/profile",
    "corsage scan https://api.example.com/profile --origin https://app.example.com",
  ],
  async run(given, { terminal }) {
    if (given.positionals.length === 0) throw new UsageError("scan needs a URL.");
    const urls = given.positionals.map((url) => parseUrl([url]));
    const { parseOrigin } = await import("./origin-argument.ts");
    const origin = given.last("origin");
    const listed = origin === undefined ? undefined : parseOrigin(origin);
    const { liveTransport } = await import("@corsage/browser/live");
    const { Prober } = await import("./exchange.ts");
    const { scan } = await import("./scan.ts");
    const transport = liveTransport({
      timeout: parseTimeout(given.last("timeout")),
      insecure: given.has("insecure"),
    });
    const reports: Report[] = [];
    for (const url of urls) {
      const scanning = scan(url, new Prober(transport, PAUSE), listed);
      // One server after the other, for the same reason.
      // oxlint-disable-next-line no-await-in-loop
      reports.push(await withProgress(terminal, `asking ${new URL(url).host}`, scanning));
    }
    return reports;
  },
};
