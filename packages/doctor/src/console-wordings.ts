import type { CauseCode } from "./cause.ts";
import { PLAIN_LOOK_ALIKES, VAGUE_LOOK_ALIKES } from "./look-alikes.ts";

/** Whose console it is, as people call it. */
export type EngineLabel = "Chromium" | "Firefox" | "WebKit";

/** One sentence of one engine. Groups: `subject` (or `older`, `space`) is what it quotes. */
export interface Wording {
  readonly engine: EngineLabel;
  readonly cause: CauseCode;
  readonly text: RegExp;
  readonly preflight?: boolean;
}

/** Current wordings, and those of the last years that people still paste. */
const CORS_WORDINGS: readonly Wording[] = [
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
    text: /Cross origin requests are only supported for protocol schemes|Not allowed to load local resource|URL scheme "(?<subject>[^"]*)" is not supported/,
  },
  {
    engine: "Chromium",
    cause: "request-mode",
    text: /Request mode is "same-origin" but the URL's origin|is unsupported in no-cors mode/,
  },
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
    text: /Security Error: Content at \S+ may not load data|CORS disabled|Invalid request method|CORS header ['‘]Origin['’] cannot be added/,
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
    text: /Not allowed to follow a redirection|Method must be GET, POST or HEAD in no-cors mode|^Fetch API cannot load \S+\.$/,
  },
  {
    engine: "WebKit",
    cause: "unsupported-scheme",
    text: /Cross origin requests are only supported for HTTP/,
  },
];

/** All of them. The first that fits wins, so what says least comes last. */
export const WORDINGS: readonly Wording[] = [
  ...PLAIN_LOOK_ALIKES,
  ...CORS_WORDINGS,
  ...VAGUE_LOOK_ALIKES,
];
