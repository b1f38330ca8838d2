import { fillTemplate, type ConsoleFacts } from "./console-facts.ts";
import type { EngineReport, FailureId } from "./failure.ts";
import type { Initiator } from "./page-request.ts";

/** `code` is `corsErrorStatus.corsError`; the CORS check's own become `Preflight…` at a preflight. */
interface CorsSentence {
  readonly code: string;
  readonly text: string;
  /** The CORS check runs on both answers; its sentence and code then name the preflight. */
  readonly checked?: true;
  readonly hint?: "fetch" | "xhr";
}

const corsSentences: Partial<Readonly<Record<FailureId, CorsSentence>>> = {
  "acao-missing": {
    code: "MissingAllowOriginHeader",
    text: "No 'Access-Control-Allow-Origin' header is present on the requested resource.",
    checked: true,
  },
  "acao-mismatch": {
    code: "AllowOriginMismatch",
    text: "The 'Access-Control-Allow-Origin' header has a value '{value}' that is not equal to the supplied origin.",
    checked: true,
    hint: "fetch",
  },
  "acao-invalid": {
    code: "InvalidAllowOriginValue",
    text: "The 'Access-Control-Allow-Origin' header contains the invalid value '{value}'.",
    checked: true,
    hint: "fetch",
  },
  "acao-list": {
    code: "MultipleAllowOriginValues",
    text: "The 'Access-Control-Allow-Origin' header contains multiple values '{value}', but only one is allowed.",
    checked: true,
    hint: "fetch",
  },
  "acao-duplicate": {
    code: "MultipleAllowOriginValues",
    text: "The 'Access-Control-Allow-Origin' header contains multiple values '{value}', but only one is allowed.",
    checked: true,
    hint: "fetch",
  },
  "credentials-wildcard": {
    code: "WildcardOriginNotAllowed",
    text: "The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'.",
    checked: true,
    hint: "xhr",
  },
  "credentials-not-true": {
    code: "InvalidAllowCredentials",
    text: "The value of the 'Access-Control-Allow-Credentials' header in the response is '{value}' which must be 'true' when the request's credentials mode is 'include'.",
    checked: true,
    hint: "xhr",
  },
  "preflight-redirect": {
    code: "DisallowedRedirect",
    text: "Redirect is not allowed for a preflight request.",
    checked: true,
  },
  "preflight-status": {
    code: "InvalidStatus",
    text: "It does not have HTTP ok status.",
    checked: true,
  },
  "methods-syntax": {
    code: "InvalidAllowMethodsPreflightResponse",
    text: "Cannot parse Access-Control-Allow-Methods response header field in preflight response.",
  },
  "headers-syntax": {
    code: "InvalidAllowHeadersPreflightResponse",
    text: "Cannot parse Access-Control-Allow-Headers response header field in preflight response.",
  },
  "method-not-listed": {
    code: "MethodDisallowedByPreflightResponse",
    text: "Method {value} is not allowed by Access-Control-Allow-Methods in preflight response.",
  },
  "header-not-listed": {
    code: "HeaderDisallowedByPreflightResponse",
    text: "Request header field {value} is not allowed by Access-Control-Allow-Headers in preflight response.",
  },
  // Chromium 156 leaves the place of the location empty.
  "redirect-credentials": {
    code: "RedirectContainsCredentials",
    text: "Redirect location '' contains a username and password, which is disallowed for cross-origin requests.",
  },
  "redirect-scheme": {
    code: "CorsDisabledScheme",
    text: "Cross origin requests are only supported for protocol schemes: chrome, chrome-experimental-site-token-provider, chrome-extension, chrome-untrusted, data, http, https, isolated-app.",
  },
  "local-network-permission": {
    code: "LocalNetworkAccessPermissionDenied",
    text: "Permission was denied for this request to access the `{value}` address space.",
  },
  "local-network-insecure": {
    code: "InsecureLocalNetwork",
    text: "The request client is not a secure context and the resource is in more-private address space `{value}`.",
  },
};

/** Failures Chromium does not word as CORS: only the network panel's line. */
const netErrors: Partial<Readonly<Record<FailureId, string>>> = {
  network: "net::ERR_FAILED",
  "proxy-authentication": "net::ERR_UNEXPECTED_PROXY_AUTH",
  "redirect-location": "net::ERR_INVALID_REDIRECT",
  "redirect-limit": "net::ERR_TOO_MANY_REDIRECTS",
  "redirect-mode-error": "net::ERR_FAILED",
  "redirect-stream": "net::ERR_FAILED",
};

/** Failures of the page's own call, before anything is sent. */
const callSentences: Partial<Readonly<Record<FailureId, string>>> = {
  "same-origin-mode":
    'Fetch API cannot load {url}. Request mode is "same-origin" but the URL\'s origin is not same as the request origin {pageOrigin}.',
  scheme: 'Fetch API cannot load {url}. URL scheme "{value}" is not supported.',
  "mixed-content":
    "Mixed Content: The page at '{pageUrl}' was loaded over HTTPS, but requested an insecure resource '{url}'. This request has been blocked; the content must be served over HTTPS.",
  "websocket-handshake":
    "WebSocket connection to '{url}' failed: Error during WebSocket handshake: Unexpected response code: {value}",
};

const kinds = {
  fetch: "fetch",
  xhr: "XMLHttpRequest",
  eventsource: "resource",
  beacon: "resource",
  form: "resource",
  websocket: "resource",
} as const satisfies Readonly<Record<Initiator, string>>;

const hints = {
  fetch: " Have the server send the header with a valid value.",
  xhr: " The credentials mode of requests initiated by the XMLHttpRequest is controlled by the withCredentials attribute.",
} as const;

const throws: Partial<Readonly<Record<FailureId, string>>> = {
  "no-cors-method":
    "Failed to execute 'fetch' on 'Window': '{value}' is unsupported in no-cors mode.",
  "method-forbidden":
    "Failed to execute 'fetch' on 'Window': '{value}' HTTP method is unsupported.",
  "url-invalid": "Failed to execute 'fetch' on 'Window': Failed to parse URL from {value}",
  "url-credentials":
    "Failed to execute 'fetch' on 'Window': Request cannot be constructed from a URL that includes credentials: {value}",
};

const failedLoad = (error: string): string => `Failed to load resource: ${error}`;

function corsConsole(sentence: CorsSentence, facts: ConsoleFacts): readonly string[] {
  const { fault, initiator } = facts;
  // A redirect to a scheme Chromium cannot fetch is reported at the place it points to.
  const url = fault.id === "redirect-scheme" ? (facts.location ?? facts.url) : facts.url;
  const from =
    fault.id === "redirect-scheme" ? (facts.redirectedFrom ?? facts.url) : facts.redirectedFrom;
  const redirected = from === undefined ? "" : `(redirected from '${from}') `;
  const check =
    sentence.checked && fault.stage === "preflight"
      ? "Response to preflight request doesn't pass access control check: "
      : "";
  const hint =
    sentence.hint !== undefined && sentence.hint === initiator ? hints[sentence.hint] : "";
  const blocked = `Access to ${kinds[initiator]} at '${url}' ${redirected}from origin '${facts.pageOrigin}' has been blocked by CORS policy: ${check}${fillTemplate(sentence.text, { value: fault.value })}${hint}`;
  return [blocked, failedLoad("net::ERR_FAILED")];
}

/** What Chromium 156 prints and reports over its DevTools protocol. */
export function chromiumReport(facts: ConsoleFacts): Omit<EngineReport, "blocked" | "id"> {
  const { fault } = facts;
  const { url, pageOrigin, pageUrl } = facts;
  const values = { value: fault.value, url, pageOrigin, pageUrl };
  const thrown =
    facts.initiator === "fetch"
      ? fillTemplate(throws[fault.id] ?? "Failed to fetch", values)
      : undefined;
  if (fault.id === "redirect-scheme" && fault.value?.startsWith("data:")) {
    return { code: undefined, console: [failedLoad("net::ERR_UNSAFE_REDIRECT")], thrown };
  }
  const sentence = corsSentences[fault.id];
  if (sentence !== undefined) {
    const prefix = sentence.checked && fault.stage === "preflight" ? "Preflight" : "";
    return { code: `${prefix}${sentence.code}`, console: corsConsole(sentence, facts), thrown };
  }
  const call = callSentences[fault.id];
  if (call !== undefined) {
    const code = fault.id === "same-origin-mode" ? "DisallowedByMode" : undefined;
    return { code, console: [fillTemplate(call, values)], thrown };
  }
  const error = netErrors[fault.id];
  return { code: undefined, console: error === undefined ? [] : [failedLoad(error)], thrown };
}
