import { CAUSES } from "./cause.ts";
import { type ConsoleMessage, readConsoleMessage } from "./console-message.ts";
import type { Finding, Report } from "./finding.ts";
import { fixFor } from "./fix.ts";
import { adviseOnNetwork } from "./look-alikes.ts";
import { type Stack, STACKS } from "./stack.ts";

const WHO = {
  server: "The server must change.",
  page: "The page, or the URL it calls, must change.",
  neither: "No CORS header changes it.",
} as const;

/** Explains what a browser printed. Offline: nothing is sent anywhere. */
export function explain(text: string, stack: Stack | undefined): Report {
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const messages = mostTelling(lines.flatMap((line) => readConsoleMessage(line) ?? []));
  const findings = messages.map((message) => findingOf(message, stack));
  const [first] = findings;
  return {
    command: "explain",
    subject: lines[0] ?? "",
    summary:
      first === undefined
        ? 'no browser prints this about CORS. Paste the whole line, from "Access to fetch", "Cross-Origin Request Blocked" or "Origin" on.'
        : `${first.where}.`,
    details: nextChecks(messages),
    findings,
  };
}

/** Firefox adds "did not succeed" below the line that says why, WebKit puts "access control checks" above it. */
function mostTelling(messages: readonly ConsoleMessage[]): readonly ConsoleMessage[] {
  const vague = ["reason-elsewhere", "network"];
  const reasoned = messages.filter(({ cause }) => !vague.includes(cause));
  const named = messages.filter(({ cause }) => cause === "network");
  const telling = reasoned.length > 0 ? reasoned : named.length > 0 ? named : messages;
  // A page that tries again prints the same again.
  return [...new Map(telling.map((message) => [JSON.stringify(message), message])).values()];
}

function findingOf(message: ConsoleMessage, stack: Stack | undefined): Finding {
  const { cause, engine, subject, status, preflight } = message;
  const { title, why, change } = CAUSES[cause];
  const facts = {
    origin: message.origin ?? "https://app.example.com",
    methods: [...new Set(["GET", "HEAD", "POST", methodOf(message) ?? "PUT"])],
    headers: ["content-type", ...(headerOf(message) ?? [])],
    exposed: [],
    credentials: needsCredentials(message),
  };
  const fixes = (stack === undefined ? STACKS.slice(0, 3) : [stack]).map((name) =>
    fixFor(cause, name, facts),
  );
  const page = cause === "method-case" ? [`fetch(url, { method: "${methodOf(message)}" })`] : [];
  const advice = cause === "network" ? adviseOnNetwork(subject) : undefined;
  return {
    code: cause,
    severity: "error",
    where: title,
    evidence: [
      `${engine}${preflight === undefined ? "" : preflight ? ", about the preflight" : ", about the answer itself"}${status === undefined ? "" : `, status ${status}`}${subject === undefined ? "" : `, about ${JSON.stringify(subject)}`}`,
    ],
    why: `${why} ${WHO[change]}`,
    fix: advice ?? [...page, ...new Set(fixes)].join("\n\n"),
  };
}

/** The method that the line names, as the server has to list it. */
function methodOf({ cause, subject }: ConsoleMessage): string | undefined {
  const isAboutMethod = cause === "method-not-allowed" || cause === "method-case";
  return isAboutMethod ? subject?.toUpperCase() : undefined;
}

function headerOf({ cause, subject }: ConsoleMessage): readonly [string] | undefined {
  if (cause === "acah-star-authorization") return ["authorization"];
  if (cause !== "header-not-allowed" || subject === undefined) return undefined;
  const name = subject.toLowerCase();
  return name === "content-type" ? undefined : [name];
}

const needsCredentials = ({ cause }: ConsoleMessage): boolean =>
  cause === "acac-missing" || cause === "wildcard-with-credentials";

/** The commands that look at the live server, with gaps for what the line does not say. */
function nextChecks(messages: readonly ConsoleMessage[]): Report["details"] {
  const lines = new Set(
    messages
      .filter(({ cause }) => CAUSES[cause].change !== "neither" || cause === "network")
      .map((message) => nextCheck(message)),
  );
  return lines.size === 0 ? [] : [{ title: "check next", lines: [...lines] }];
}

function nextCheck(message: ConsoleMessage): string {
  const { url, origin, preflight } = message;
  const method = methodOf(message);
  const header = message.cause === "header-not-allowed" ? message.subject : undefined;
  return [
    "corsage check",
    url === undefined ? "<url>" : shellWord(url),
    "--origin",
    origin === undefined ? "<origin of the page>" : shellWord(origin),
    ...(method !== undefined
      ? [`-X ${shellWord(method)}`]
      : preflight === true && header === undefined
        ? ["-X <method>"]
        : []),
    ...(header === undefined ? [] : [`-H ${shellWord(`${header}: x`)}`]),
    ...(needsCredentials(message) ? ["--credentials"] : []),
  ].join(" ");
}

/** The console's text came from a server: a shell must not read anything into it. */
function shellWord(text: string): string {
  return /^[\w./:@%+,=-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
