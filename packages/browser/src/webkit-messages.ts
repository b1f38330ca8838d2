import { fillTemplate, type ConsoleFacts } from "./console-facts.ts";
import type { EngineReport, FailureId } from "./failure.ts";
import { isLoopback } from "./page-origin.ts";
import type { Initiator } from "./page-request.ts";

const notAllowed =
  "Origin {requestOrigin} is not allowed by Access-Control-Allow-Origin. Status code: {status}";
const several = "Access-Control-Allow-Origin cannot contain more than one origin.";
const badScheme = "not allowed to follow a cross-origin CORS redirection with non CORS scheme";

const details: Partial<Readonly<Record<FailureId, string>>> = {
  "acao-missing": notAllowed,
  "acao-mismatch": notAllowed,
  "acao-invalid": notAllowed,
  "acao-list": notAllowed,
  "acao-duplicate": several,
  "credentials-wildcard":
    "Cannot use wildcard in Access-Control-Allow-Origin when credentials flag is true.",
  "credentials-not-true":
    'Credentials flag is true, but Access-Control-Allow-Credentials is not "true".',
  "preflight-status": "Preflight response is not successful. Status code: {status}",
  "methods-syntax": "Header Access-Control-Allow-Methods has an invalid value: {value}",
  "headers-syntax": "Header Access-Control-Allow-Headers has an invalid value: {value}",
  "method-not-listed": "Method {value} is not allowed by Access-Control-Allow-Methods.",
  "header-not-listed":
    "Request header field {value} is not allowed by Access-Control-Allow-Headers.",
  "redirect-location": badScheme,
  "redirect-scheme": badScheme,
  "redirect-credentials": "redirection URL {location} has credentials",
  "redirect-limit": "Load cannot follow more than 20 redirections",
  "redirect-mode-error": "Not allowed to follow a redirection while loading {url}",
};

/** Failures of the page's own call: no load. */
const callSentences: Partial<Readonly<Record<FailureId, readonly string[]>>> = {
  "same-origin-mode": ["Fetch API cannot load {url}."],
  scheme: ["Cross origin requests are only supported for HTTP."],
  // The first ends in a line of its own; about a server of this machine WebKit breaks off.
  "mixed-content": [
    "[blocked] The page at {pageUrl} requested insecure content from {url}. This content was blocked and must{remedy}\n",
    "Not allowed to request resource",
    "{loader} cannot load {url} due to access control checks.",
  ],
  "websocket-handshake": [
    "WebSocket connection to '{url}' failed: The server did not accept the WebSocket handshake.",
  ],
};

const throws: Partial<Readonly<Record<FailureId, string>>> = {
  "no-cors-method": "Method must be GET, POST or HEAD in no-cors mode.",
  "method-forbidden": "Method is forbidden.",
  "url-invalid": "URL is not valid or contains user credentials.",
  "url-credentials": "URL is not valid or contains user credentials.",
};

const loaders = {
  fetch: "Fetch API",
  xhr: "XMLHttpRequest",
  eventsource: "EventSource",
  beacon: "Beacon API",
  form: "Form",
  websocket: "WebSocket",
} as const satisfies Readonly<Record<Initiator, string>>;

/** WebKit prints known names in their canonical spelling, others as the page spelled them. */
const canonicalNames = [
  "Accept",
  "Accept-Language",
  "Authorization",
  "Cache-Control",
  "Content-Language",
  "Content-Type",
  "If-Match",
  "If-Modified-Since",
  "If-None-Match",
  "If-Range",
  "If-Unmodified-Since",
  "Last-Event-ID",
  "Pragma",
  "Range",
  "User-Agent",
] as const;

/** Known names come first in WebKit's header map, then the others; each in the order in which they were set. */
export function webkitNames(names: readonly string[]): readonly string[] {
  const known = names.flatMap(
    (name) => canonicalNames.find((one) => one.toLowerCase() === name.toLowerCase()) ?? [],
  );
  const lower = new Set(known.map((name) => name.toLowerCase()));
  return [...known, ...names.filter((name) => !lower.has(name.toLowerCase()))];
}

function detailOf(facts: ConsoleFacts): string | undefined {
  const { fault } = facts;
  const template =
    fault.id === "acao-list" && fault.value?.includes(",") ? several : details[fault.id];
  return (
    template &&
    fillTemplate(template, {
      value: fault.value,
      status: String(fault.status ?? ""),
      requestOrigin: facts.requestOrigin,
      location: facts.location,
      url: facts.url,
    })
  );
}

/** Where a redirect was going, without the user and password it named. */
function target(location: string | undefined): string {
  if (location === undefined || !URL.canParse(location)) return location ?? "";
  const url = new URL(location);
  url.username = "";
  url.password = "";
  return url.href;
}

/** How the sentence about insecure content goes on. */
const remedyFor = (url: string): string =>
  URL.canParse(url) && isLoopback(new URL(url).hostname) ? "" : " be served over HTTPS.";

/** A beacon has no script to tell, so its line gives the reason. */
const beaconDenied = ({ initiator, url }: ConsoleFacts, reason: string): string | undefined =>
  initiator === "beacon" ? `Beacon API cannot load ${url}. ${reason}` : undefined;

/** What WebKitGTK 2.50 prints. */
export function webkitReport(facts: ConsoleFacts): Omit<EngineReport, "blocked" | "id"> {
  const { fault, initiator } = facts;
  const { url, pageUrl } = facts;
  const values = {
    value: fault.value,
    url,
    pageUrl,
    remedy: remedyFor(url),
    loader: loaders[initiator],
  };
  const thrown =
    initiator === "fetch" ? fillTemplate(throws[fault.id] ?? "Load failed", values) : undefined;
  const call = callSentences[fault.id];
  if (call !== undefined) {
    return { code: undefined, console: call.map((one) => fillTemplate(one, values)), thrown };
  }
  // WebKit ends a redirect to nowhere without a word.
  if (fault.id === "redirect-location" && fault.value === "") {
    return { code: undefined, console: [], thrown };
  }
  const detail = detailOf(facts);
  const denied = `${loaders[initiator]} cannot load ${facts.url} due to access control checks.`;
  if (detail === undefined) {
    return { code: undefined, console: fault.stage === "request" ? [] : [denied], thrown };
  }
  const redirected =
    fault.stage === "redirect" &&
    fault.id !== "redirect-limit" &&
    fault.id !== "redirect-mode-error";
  const text = redirected
    ? `Cross-origin redirection to ${target(facts.location)} denied by Cross-Origin Resource Sharing policy: ${detail}`
    : detail;
  const console = [beaconDenied(facts, text) ?? denied, `Failed to load resource: ${text}`];
  // A redirect that is not followed is told a first time as a security error.
  const security = redirected || fault.id === "redirect-mode-error";
  return { code: undefined, console: security ? [text, ...console] : console, thrown };
}
