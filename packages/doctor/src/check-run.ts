import { liveTransport } from "@corsage/browser/live";
import { isSerializedOrigin } from "@corsage/core";
import { check } from "./check.ts";
import type { CommandArguments } from "./command.ts";
import type { Report } from "./finding.ts";
import { withProgress } from "./progress.ts";
import { parseStack } from "./stack.ts";
import type { Terminal } from "./terminal.ts";
import { parseTimeout, parseUrl } from "./target-arguments.ts";
import { UsageError } from "./usage-error.ts";

/** Reads the arguments of `corsage check`, and checks. */
export function runCheck(given: CommandArguments, terminal: Terminal): Promise<Report> {
  const url = parseUrl(given.positionals);
  const origin = parseOrigin(given.last("origin"));
  const stack = given.last("for");
  const transport = liveTransport({
    timeout: parseTimeout(given.last("timeout")),
    insecure: given.has("insecure"),
  });
  const init = {
    method: given.last("request"),
    headers: given.all("header").map((line) => parseHeader(line)),
    body: given.last("body"),
    credentials: given.has("credentials") ? ("include" as const) : undefined,
  };
  const checking = check(url, {
    origin,
    transport,
    init,
    send: given.has("send"),
    stack: stack === undefined ? undefined : parseStack(stack),
  });
  return withProgress(terminal, `asking ${new URL(url).host}`, checking);
}

function parseOrigin(origin: string | undefined): string {
  if (origin === undefined) {
    throw new UsageError(
      "--origin is missing: the origin of the page, such as https://app.example.com.",
    );
  }
  if (origin === "null" || isSerializedOrigin(origin)) return origin;
  const suggestion = URL.canParse(origin) ? new URL(origin).origin : "null";
  const hint = suggestion === "null" ? "" : ` Did you mean ${suggestion}?`;
  throw new UsageError(`${JSON.stringify(origin)} is no origin as browsers send it.${hint}`);
}

function parseHeader(line: string): readonly [string, string] {
  const colon = line.indexOf(":");
  if (colon < 1) throw new UsageError(`-H ${JSON.stringify(line)}: write 'name: value'.`);
  return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
}
