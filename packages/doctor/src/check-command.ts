import { liveTransport } from "@corsage/browser/live";
import { display, isSerializedOrigin } from "@corsage/core";
import { check } from "./check.ts";
import type { Command } from "./command.ts";
import { withProgress } from "./progress.ts";
import { parseStack, STACKS } from "./stack.ts";
import { UsageError } from "./usage-error.ts";

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
    body: { type: "string", short: "d", value: "text", help: "a body, as text" },
    credentials: { type: "boolean", help: 'as with credentials: "include"' },
    send: { type: "boolean", help: "send the request even if it may change something" },
    for: { type: "string", value: "stack", help: `write fixes for one of ${STACKS.join(", ")}` },
    timeout: { type: "string", value: "ms", help: "milliseconds for one answer (10000)" },
    insecure: { type: "boolean", help: "accept any certificate" },
  },
  examples: [
    "corsage check https://api.example.com/orders --origin https://app.example.com",
    "corsage check https://api.example.com/orders -o https://app.example.com -X PUT -H 'content-type: application/json'",
    "corsage check http://localhost:4001/profile -o http://localhost:4000 --credentials --for nginx",
  ],
  async run(given, { terminal }) {
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
    return [await withProgress(terminal, `asking ${new URL(url).host}`, checking)];
  },
};

/** @throws UsageError unless there is exactly one http(s) URL. */
export function parseUrl(positionals: readonly string[]): string {
  const [url, more] = positionals;
  if (url === undefined)
    throw new UsageError("a URL is missing: corsage check https://api.example.com/");
  if (more !== undefined) throw new UsageError(`one URL at a time; ${display(more)} is too much.`);
  const isHttp = /^https?:\/\//i.test(url) && URL.canParse(url);
  if (!isHttp) throw new UsageError(`${display(url)} is no http or https URL.`);
  return url;
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
  throw new UsageError(`${display(origin)} is no origin as browsers send it.${hint}`);
}

function parseHeader(line: string): readonly [string, string] {
  const colon = line.indexOf(":");
  if (colon < 1) throw new UsageError(`-H ${display(line)}: write 'name: value'.`);
  return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
}

/** @throws UsageError unless it is a whole number of milliseconds. */
export function parseTimeout(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,5}$/.test(text))
    throw new UsageError("--timeout takes milliseconds, 1 to 999999.");
  return Number(text);
}
