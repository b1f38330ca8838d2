import type { CauseCode } from "./cause.ts";

/** What a line of a developer console says, as data. */
export interface ConsoleMessage {
  readonly engine: "Chromium" | "Firefox" | "WebKit";
  readonly cause: CauseCode;
  /** Whether it was the preflight that failed; `undefined` where the line does not say. */
  readonly preflight: boolean | undefined;
  readonly url: string | undefined;
  readonly origin: string | undefined;
  /** The value, method or header name that the line quotes. */
  readonly subject: string | undefined;
  readonly status: number | undefined;
}

interface Wording {
  readonly engine: ConsoleMessage["engine"];
  readonly cause: CauseCode;
  readonly text: RegExp;
  readonly preflight?: boolean;
}

/** Current wordings, and those of the last years that people still paste. The first that fits wins. */
const WORDINGS: readonly Wording[] = [
  {
    engine: "Chromium",
    cause: "local-network",
    text: /Permission was denied for this request to access the `?(?<subject>[\w-]+)`? address space|more-private address space `?(?<space>[\w-]+)|target IP address space of|Private-Network/,
  },
  {
    engine: "Chromium",
    cause: "preflight-redirect",
    preflight: true,
    text: /Redirect is not allowed for a preflight request|which is disallowed for cross-origin requests that require preflight/,
  },
  {
    engine: "Chromium",
    cause: "preflight-not-ok-auth",
    preflight: true,
    text: /does not have HTTP ok status|Response for preflight has invalid HTTP status code (?<status>\d+)/,
  },
  {
    engine: "Chromium",
    cause: "invalid-token",
    preflight: true,
    text: /Cannot parse (?<subject>Access-Control-Allow-(?:Methods|Headers)) response header/,
  },
  {
    engine: "Chromium",
    cause: "method-not-allowed",
    preflight: true,
    text: /Method (?<subject>\S+) is not allowed by Access-Control-Allow-Methods in preflight response/,
  },
  {
    engine: "Chromium",
    cause: "header-not-allowed",
    preflight: true,
    text: /Request header field (?<subject>\S+) is not allowed by Access-Control-Allow-Headers in preflight response/,
  },
  {
    engine: "Chromium",
    cause: "wildcard-with-credentials",
    text: /must not be the wildcard '\*' when|A wildcard '\*' cannot be used in the 'Access-Control-Allow-Origin' header when/,
  },
  {
    engine: "Chromium",
    cause: "acac-missing",
    text: /'Access-Control-Allow-Credentials' header in the response is '(?<subject>[^']*)' which must be 'true'|Credentials flag is 'true', but the 'Access-Control-Allow-Credentials' header is '(?<older>[^']*)'/,
  },
  {
    engine: "Chromium",
    cause: "acao-multiple",
    text: /'Access-Control-Allow-Origin' header contains multiple values '(?<subject>[^']*)'/,
  },
  {
    engine: "Chromium",
    cause: "origin-mismatch",
    text: /'Access-Control-Allow-Origin' header (?:has a value|contains the invalid value) '(?<subject>[^']*)'/,
  },
  {
    engine: "Chromium",
    cause: "acao-missing",
    text: /No 'Access-Control-Allow-Origin' header is present on the requested resource/,
  },
  {
    engine: "Chromium",
    cause: "redirect-drops-origin",
    text: /contains a username and password, which is disallowed/,
  },
  {
    engine: "Chromium",
    cause: "unsupported-scheme",
    text: /Cross origin requests are only supported for protocol schemes|URL scheme "(?<subject>[^"]*)" is not supported/,
  },
  {
    engine: "Chromium",
    cause: "request-mode",
    text: /Request mode is "same-origin" but the URL's origin|is unsupported in no-cors mode/,
  },
  { engine: "Chromium", cause: "mixed-content", text: /^Mixed Content: The page at/ },
  { engine: "Chromium", cause: "network", text: /net::(?<subject>ERR_[A-Z_]+)/ },
  {
    engine: "Firefox",
    cause: "acao-multiple",
    text: /Multiple CORS header ['‘]Access-Control-Allow-Origin['’] not allowed/,
  },
  {
    engine: "Firefox",
    cause: "origin-mismatch",
    text: /['‘]Access-Control-Allow-Origin['’] does not match ['‘](?<subject>[^'’]*)['’]/,
  },
  {
    engine: "Firefox",
    cause: "acao-missing",
    text: /CORS header ['‘]Access-Control-Allow-Origin['’] missing/,
  },
  {
    engine: "Firefox",
    cause: "wildcard-with-credentials",
    text: /Credential is not supported if the CORS header/,
  },
  {
    engine: "Firefox",
    cause: "acac-missing",
    text: /expected ['‘]true['’] in CORS header ['‘]Access-Control-Allow-Credentials/,
  },
  {
    engine: "Firefox",
    cause: "method-not-allowed",
    preflight: true,
    text: /Did not find method in CORS header/,
  },
  {
    engine: "Firefox",
    cause: "header-not-allowed",
    preflight: true,
    text: /header ['‘](?<subject>[^'’]+)['’] is not allowed according to header|missing token ['‘](?<older>[^'’]+)['’] in CORS header ['‘]Access-Control-Allow-Headers/,
  },
  {
    engine: "Firefox",
    cause: "invalid-token",
    preflight: true,
    text: /invalid token ['‘](?<subject>[^'’]*)['’] in CORS header/,
  },
  {
    engine: "Firefox",
    cause: "preflight-redirect",
    preflight: true,
    text: /CORS request external redirect not allowed|CORS preflight channel did not succeed: redirect/,
  },
  {
    engine: "Firefox",
    cause: "preflight-not-ok-auth",
    preflight: true,
    text: /CORS preflight (?:response|channel) did not succeed/,
  },
  {
    engine: "Firefox",
    cause: "acah-star-authorization",
    preflight: true,
    text: /Authorization.? header is not covered/,
  },
  { engine: "Firefox", cause: "unsupported-scheme", text: /CORS request not https?\b/i },
  {
    engine: "Firefox",
    cause: "request-mode",
    text: /Security Error: Content at \S+ may not load data|CORS disabled|Invalid request method/,
  },
  { engine: "Firefox", cause: "mixed-content", text: /Blocked loading mixed active content/ },
  {
    engine: "Firefox",
    cause: "network",
    text: /CORS request did not succeed|NetworkError when attempting to fetch resource/,
  },
  {
    engine: "WebKit",
    cause: "wildcard-with-credentials",
    text: /Cannot use wildcard in Access-Control-Allow-Origin when credentials flag is true/,
  },
  {
    engine: "WebKit",
    cause: "acac-missing",
    text: /Credentials flag is true, but Access-Control-Allow-Credentials is not "true"/,
  },
  {
    engine: "WebKit",
    cause: "acao-multiple",
    text: /Access-Control-Allow-Origin cannot contain more than one origin/,
  },
  {
    engine: "WebKit",
    cause: "preflight-not-ok-auth",
    preflight: true,
    text: /Preflight response is not successful/,
  },
  {
    engine: "WebKit",
    cause: "method-not-allowed",
    preflight: true,
    text: /Method (?<subject>\S+) is not allowed by Access-Control-Allow-Methods/,
  },
  {
    engine: "WebKit",
    cause: "header-not-allowed",
    preflight: true,
    text: /Request header field (?<subject>\S+) is not allowed by Access-Control-Allow-Headers/,
  },
  {
    engine: "WebKit",
    cause: "invalid-token",
    preflight: true,
    text: /Header (?<subject>Access-Control-Allow-\w+) has an invalid value/,
  },
  {
    engine: "WebKit",
    cause: "redirect-drops-origin",
    text: /Cross-origin redirection to \S+ denied|redirection URL \S+ has credentials/,
  },
  {
    engine: "WebKit",
    cause: "acao-missing",
    text: /is not allowed by Access-Control-Allow-Origin/,
  },
  {
    engine: "WebKit",
    cause: "request-mode",
    text: /Not allowed to follow a redirection|Method must be GET, POST or HEAD in no-cors mode/,
  },
  {
    engine: "WebKit",
    cause: "unsupported-scheme",
    text: /Cross origin requests are only supported for HTTP/,
  },
  { engine: "WebKit", cause: "mixed-content", text: /requested insecure content from/ },
  {
    engine: "WebKit",
    cause: "network",
    text: /due to access control checks|Load cannot follow more than \d+ redirections/,
  },
];

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
