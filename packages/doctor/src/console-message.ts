import type { CauseCode } from "./cause.ts";
import { type EngineLabel, WORDINGS } from "./console-wordings.ts";
import { isLookAlike } from "./look-alikes.ts";

/** What a line of a developer console says, as data. */
export interface ConsoleMessage {
  readonly engine: EngineLabel;
  readonly cause: CauseCode;
  /** Whether it was the preflight that failed; `undefined` where the line does not say. */
  readonly preflight: boolean | undefined;
  readonly url: string | undefined;
  readonly origin: string | undefined;
  /** The value, method or header name that the line quotes. */
  readonly subject: string | undefined;
  readonly status: number | undefined;
}

/** Reads one line, or several that belong together. `undefined`: no wording of any engine. */
export function readConsoleMessage(line: string): ConsoleMessage | undefined {
  for (const { engine, cause, text, preflight } of WORDINGS) {
    const groups = text.exec(line);
    if (groups === null) continue;
    const { subject, older, space, status } = groups.groups ?? {};
    const statusText = status ?? /[Ss]tatus code:? (?<status>\d+)/.exec(line)?.groups?.["status"];
    const code = statusText === undefined ? undefined : Number(statusText);
    const atPreflight = isLookAlike(cause) ? undefined : (preflight ?? preflightOf(engine, line));
    return {
      engine,
      cause: leadsAway(line) ? afterRedirect(cause) : refine(cause, atPreflight, code, subject),
      preflight: atPreflight,
      url: urlOf(line),
      origin:
        /(?:from origin|request origin|Origin) '?(?<origin>[a-z][a-z0-9+.-]*:\/\/[^\s']+|null)/i
          .exec(line)
          ?.groups?.["origin"]?.replace(/[.,]$/, ""),
      subject: subject ?? older ?? space,
      status: code,
    };
  }
  return undefined;
}

function preflightOf(engine: ConsoleMessage["engine"], line: string): boolean | undefined {
  if (/preflight/i.test(line)) return true;
  return engine === "Chromium" ? false : undefined;
}

/** Whether the line says that a redirect led from one host to another, on which the browser sends `Origin: null`. */
function leadsAway(line: string): boolean {
  const found =
    /at '(?<to>[^']+)' \(redirected from '(?<from>[^']+)'\)|^Redirect from '(?<older>[^']+)' to '(?<newer>[^']+)'/.exec(
      line,
    )?.groups;
  const from = found?.["from"] ?? found?.["older"];
  const to = found?.["to"] ?? found?.["newer"];
  if (from === undefined || to === undefined || !URL.canParse(from) || !URL.canParse(to)) {
    return false;
  }
  return new URL(from).origin !== new URL(to).origin;
}

function afterRedirect(cause: CauseCode): CauseCode {
  return cause === "acao-missing" || cause === "origin-mismatch" ? "redirect-drops-origin" : cause;
}

/** The status tells what the sentence leaves open: who answered the preflight, or which error hid. */
function refine(
  cause: CauseCode,
  preflight: boolean | undefined,
  status: number | undefined,
  subject: string | undefined,
): CauseCode {
  if (cause === "preflight-not-ok-auth" && (status === 404 || status === 405))
    return "preflight-404-405";
  if (cause === "preflight-not-ok-auth" && status !== undefined && status >= 300 && status < 400)
    return "preflight-redirect";
  // Firefox has one sentence for another origin and for several in one line.
  if (cause === "origin-mismatch" && subject !== undefined && /[\s,]/.test(subject.trim()))
    return "acao-multiple";
  if (cause === "method-not-allowed" && subject !== undefined && /^[a-z]+$/.test(subject))
    return "method-case";
  if (cause === "acao-missing" && preflight !== true && status !== undefined && status >= 400) {
    return "error-response-without-cors";
  }
  return cause;
}

function urlOf(line: string): string | undefined {
  // In quotes it is whole; bare, it ends where the sentence goes on.
  const quoted = /(?:at|load|to|from) '(?<url>(?:https?|file|wss?):\/\/[^']+)'/.exec(line);
  if (quoted !== null) return quoted.groups?.["url"];
  const found =
    /(?:at|resource at|load|to|from|content from) ['‘“]?(?<url>(?:https?|file|wss?):\/\/[^\s'’”)]+)/.exec(
      line,
    );
  return found?.groups?.["url"]?.replace(/[.,:]$/, "");
}
