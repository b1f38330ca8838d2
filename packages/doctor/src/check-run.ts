import { liveTransport } from "@corsage/browser/live";
import { isForbiddenMethod, isToken, normalizeMethod } from "@corsage/core";
import { check } from "./check.ts";
import type { CommandArguments } from "./command.ts";
import type { Report } from "./finding.ts";
import { parseOrigin } from "./origin-argument.ts";
import { withProgress } from "./progress.ts";
import { parseStack } from "./stack.ts";
import type { Terminal } from "./terminal.ts";
import { parseTimeout, parseUrl } from "./target-arguments.ts";
import { UsageError } from "./usage-error.ts";

/** Reads the arguments of `corsage check`, and checks. */
export function runCheck(given: CommandArguments, terminal: Terminal): Promise<Report> {
  const url = parseUrl(given.positionals);
  const origin = parsePageOrigin(given.last("origin"));
  const stack = given.last("for");
  const transport = liveTransport({
    timeout: parseTimeout(given.last("timeout")),
    insecure: given.has("insecure"),
  });
  const body = given.last("body");
  const init = {
    // As curl has it: whoever gives a body means to post it.
    method: parseMethod(given.last("request") ?? (body === undefined ? "GET" : "POST"), body),
    headers: given.all("header").map((line) => parseHeader(line)),
    body,
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

function parsePageOrigin(origin: string | undefined): string {
  if (origin === undefined) {
    throw new UsageError(
      "--origin is missing: the origin of the page, such as https://app.example.com.",
    );
  }
  return origin === "null" ? origin : parseOrigin(origin);
}

function parseMethod(name: string, body: string | undefined): string {
  if (!isToken(name)) throw new UsageError(`-X ${JSON.stringify(name)} is no method.`);
  if (isForbiddenMethod(name)) {
    throw new UsageError(`-X ${name}: no page can send CONNECT, TRACE or TRACK.`);
  }
  const method = normalizeMethod(name);
  if (body !== undefined && /^(?:GET|HEAD)$/.test(method)) {
    throw new UsageError(`a ${method} has no body: leave out --body, or write -X POST.`);
  }
  return method;
}

function parseHeader(line: string): readonly [string, string] {
  const colon = line.indexOf(":");
  const name = line.slice(0, Math.max(colon, 0)).trim();
  const value = line.slice(colon + 1).trim();
  // What fetch takes: https://fetch.spec.whatwg.org/#header-value
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  if (!isToken(name) || /[\0\r\n]|[^\0-\xff]/.test(value)) {
    throw new UsageError(`-H ${JSON.stringify(line)}: write 'name: value'.`);
  }
  return [name, value];
}
