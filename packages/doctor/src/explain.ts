import { CAUSES } from "./cause.ts";
import { type ConsoleMessage, readConsoleMessage } from "./console-message.ts";
import type { Finding, Report } from "./finding.ts";
import { fixFor } from "./fix.ts";
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
  const messages = lines
    .map((line) => ({ line, message: readConsoleMessage(line) }))
    .filter((read) => read.message !== undefined);
  // Firefox adds "did not succeed" below the line that says why.
  const telling = messages.filter(({ message }) => message?.cause !== "network");
  const findings = (telling.length > 0 ? telling : messages).flatMap(({ line, message }) =>
    message === undefined ? [] : [findingOf(line, message, stack)],
  );
  const [first] = findings;
  return {
    command: "explain",
    subject: lines[0] ?? "",
    summary:
      first === undefined
        ? 'no browser prints this about CORS. Paste the whole line, from "Access to fetch", "Cross-Origin Request Blocked" or "Origin" on.'
        : `${first.where}.`,
    details: [],
    findings,
  };
}

function findingOf(line: string, message: ConsoleMessage, stack: Stack | undefined): Finding {
  const { cause, engine, subject, status, preflight } = message;
  const { title, why, change } = CAUSES[cause];
  const facts = {
    origin: message.origin ?? "https://app.example.com",
    methods: [
      "GET",
      "HEAD",
      "POST",
      ...(cause === "method-not-allowed" && subject !== undefined ? [subject] : ["PUT"]),
    ],
    headers: [
      "content-type",
      ...(cause === "header-not-allowed" && subject !== undefined ? [subject.toLowerCase()] : []),
    ],
    exposed: [],
    credentials: cause === "acac-missing" || cause === "wildcard-with-credentials",
  };
  const fixes = (stack === undefined ? STACKS.slice(0, 3) : [stack]).map((name) =>
    fixFor(cause, name, facts),
  );
  const evidence = [
    `${engine}${preflight === undefined ? "" : preflight ? ", about the preflight" : ", about the answer itself"}${status === undefined ? "" : `, status ${status}`}${subject === undefined ? "" : `, about ${JSON.stringify(subject)}`}`,
  ];
  return {
    code: cause,
    severity: "error",
    where: title,
    evidence,
    why: `${why} ${WHO[change]}`,
    fix: [...new Set(fixes), ...nextCheck(message)].join("\n\n"),
  };
}

/** The command that looks at the live server, where the line says enough to write it. */
function nextCheck({ url, origin, cause, subject }: ConsoleMessage): readonly string[] {
  if (url === undefined || origin === undefined || origin === "null") return [];
  const method = cause === "method-not-allowed" && subject !== undefined ? ` -X ${subject}` : "";
  const header =
    cause === "header-not-allowed" && subject !== undefined ? ` -H '${subject}: x'` : "";
  return [`corsage check ${url} --origin ${origin}${method}${header}`];
}
