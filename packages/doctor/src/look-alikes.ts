import type { CauseCode } from "./cause.ts";
import type { Wording } from "./console-wordings.ts";

/** What has nothing to do with CORS, and says so to whoever knows the words. */
export const PLAIN_LOOK_ALIKES: readonly Wording[] = [
  {
    engine: "Chromium",
    cause: "local-network",
    text: /Permission was denied for this request to access the `?(?<subject>[\w-]+)`? address space|more-private address space `?(?<space>[\w-]+)|target IP address space of|Private-Network/,
  },
  {
    engine: "Chromium",
    cause: "content-security-policy",
    text: /(?:Refused to connect to|Connecting to) '[^']*' (?:because it )?violates the following Content Security Policy directive/,
  },
  {
    engine: "Firefox",
    cause: "content-security-policy",
    text: /Content-Security-Policy: The page[’']s settings (?:blocked|observed) the loading of a resource/,
  },
  {
    engine: "WebKit",
    cause: "content-security-policy",
    text: /Refused to connect to \S+ because it does not appear in the connect-src directive/,
  },
  {
    engine: "Chromium",
    cause: "resource-policy",
    text: /net::(?<subject>ERR_BLOCKED_BY_(?:RESPONSE|ORB)\S*)|Cross-Origin Read Blocking \(CORB\) blocked/,
  },
  {
    engine: "Firefox",
    cause: "resource-policy",
    text: /its Cross-Origin-Resource-Policy header|was blocked by OpaqueResponseBlocking/,
  },
  {
    engine: "WebKit",
    cause: "resource-policy",
    text: /Cancelled load to \S+ because it violates the resource's Cross-Origin-Resource-Policy/,
  },
  { engine: "Chromium", cause: "mixed-content", text: /^Mixed Content: The page at/ },
  { engine: "Firefox", cause: "mixed-content", text: /Blocked loading mixed active content/ },
  { engine: "WebKit", cause: "mixed-content", text: /requested insecure content from/ },
];

/** What may stand below a line that says more, and then adds nothing to it. */
export const VAGUE_LOOK_ALIKES: readonly Wording[] = [
  { engine: "Chromium", cause: "network", text: /net::(?<subject>ERR_[A-Z_]+)/ },
  { engine: "Firefox", cause: "network", text: /CORS request did not succeed/ },
  { engine: "WebKit", cause: "network", text: /Load cannot follow more than \d+ redirections/ },
  {
    engine: "Chromium",
    cause: "reason-elsewhere",
    text: /^(?:Uncaught (?:\(in promise\) )?)?(?:TypeError: Failed to fetch|(?:AxiosError: )?Network Error\b)/,
  },
  {
    engine: "Firefox",
    cause: "reason-elsewhere",
    text: /NetworkError when attempting to fetch resource/,
  },
  {
    engine: "WebKit",
    cause: "reason-elsewhere",
    text: /^(?:TypeError: )?Load failed\b|due to access control checks/,
  },
];

const CAUSES_OF_LOOK_ALIKES: ReadonlySet<CauseCode> = new Set(
  [...PLAIN_LOOK_ALIKES, ...VAGUE_LOOK_ALIKES].map(({ cause }) => cause),
);

/** Whether no check of CORS is behind it, so that neither a preflight nor an answer was judged. */
export function isLookAlike(cause: CauseCode): boolean {
  return CAUSES_OF_LOOK_ALIKES.has(cause);
}

/** What Chromium's `net::` codes mean, where something can be done about them. */
const NETWORK_ADVICE: readonly (readonly [RegExp, string])[] = [
  [
    /BLOCKED_BY_CLIENT/,
    "An extension, often an ad blocker, stopped it: try without, or rename the path.",
  ],
  [/CERT|SSL/, "Open the URL in a tab of its own, and look at its certificate."],
  [/NAME_NOT_RESOLVED/, "There is no host of this name: look at the URL's spelling."],
  [/CONNECTION_REFUSED/, "Nobody listens there: start the server, or look at the port."],
  [/TOO_MANY_REDIRECTS/, "The server redirects in a circle: call the final URL."],
];

/** What to do about a network failure, if the console names it. */
export function adviseOnNetwork(code: string | undefined): string | undefined {
  if (code === undefined) return undefined;
  return NETWORK_ADVICE.find(([pattern]) => pattern.test(code))?.[1];
}
