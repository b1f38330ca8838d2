import type { CauseCode } from "./cause.ts";
import { type EngineLabel, WORDINGS } from "./console-wordings.ts";

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
    const statusText = status ?? /Status code: (?<status>\d+)/.exec(line)?.groups?.["status"];
    const code = statusText === undefined ? undefined : Number(statusText);
    const atPreflight = preflight ?? preflightOf(engine, line);
    return {
      engine,
      cause: refine(cause, atPreflight, code, subject),
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
  if (cause === "method-not-allowed" && subject !== undefined && /^[a-z]+$/.test(subject))
    return "method-case";
  if (cause === "acao-missing" && preflight !== true && status !== undefined && status >= 400) {
    return "error-response-without-cors";
  }
  return cause;
}

function urlOf(line: string): string | undefined {
  const found =
    /(?:at|resource at|load|from|content from) ['‘“]?(?<url>(?:https?|file|wss?):\/\/[^\s'’”)]+)/.exec(
      line,
    );
  return found?.groups?.["url"]?.replace(/[.,]$/, "");
}
