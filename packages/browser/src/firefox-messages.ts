import { fillTemplate, type ConsoleFacts } from "./console-facts.ts";
import type { EngineReport, FailureId } from "./failure.ts";

/** `code` is the key in Firefox's dom/security.properties; `reason` what stands in its brackets. */
interface CorsReason {
  readonly code: string;
  readonly reason: string;
  /** What follows the bracket. */
  readonly after?: string;
  readonly quotedUrl?: true;
}

const missing: CorsReason = {
  code: "CORSMissingAllowOrigin2",
  reason: "CORS header ‘Access-Control-Allow-Origin’ missing",
  after: " Status code: {status}.",
};
const mismatch: CorsReason = {
  code: "CORSAllowOriginNotMatchingOrigin",
  reason: "CORS header ‘Access-Control-Allow-Origin’ does not match ‘{value}’",
};
const unsuccessful: CorsReason = {
  code: "CORSDidNotSucceed2",
  reason: "CORS request did not succeed",
  after: " Status code: (null).",
};
const preflightUnsuccessful: CorsReason = {
  code: "CORSPreflightDidNotSucceed3",
  reason: "CORS preflight response did not succeed",
  after: " Status code: {status}.",
};
const notHttp: CorsReason = { code: "CORSRequestNotHttp", reason: "CORS request not http" };

const reasons: Partial<Readonly<Record<FailureId, CorsReason>>> = {
  "acao-missing": missing,
  "acao-mismatch": mismatch,
  "acao-invalid": mismatch,
  "acao-list": mismatch,
  "acao-duplicate": {
    code: "CORSMultipleAllowOriginNotAllowed",
    reason: "Multiple CORS header ‘Access-Control-Allow-Origin’ not allowed",
  },
  "credentials-wildcard": {
    code: "CORSNotSupportingCredentials",
    reason: "Credential is not supported if the CORS header ‘Access-Control-Allow-Origin’ is ‘*’",
    quotedUrl: true,
  },
  "credentials-not-true": {
    code: "CORSMissingAllowCredentials",
    reason: "expected ‘true’ in CORS header ‘Access-Control-Allow-Credentials’",
  },
  "preflight-redirect": {
    code: "CORSExternalRedirectNotAllowed",
    reason: "CORS request external redirect not allowed",
  },
  "preflight-status": preflightUnsuccessful,
  "methods-syntax": {
    code: "CORSInvalidAllowMethod",
    reason: "invalid token ‘{part}’ in CORS header ‘Access-Control-Allow-Methods’",
  },
  "headers-syntax": {
    code: "CORSInvalidAllowHeader",
    reason: "invalid token ‘{part}’ in CORS header ‘Access-Control-Allow-Headers’",
  },
  "method-not-listed": {
    code: "CORSMethodNotFound",
    reason: "Did not find method in CORS header ‘Access-Control-Allow-Methods’",
  },
  "header-not-listed": {
    code: "CORSMissingAllowHeaderFromPreflight2",
    reason:
      "header ‘{value}’ is not allowed according to header ‘Access-Control-Allow-Headers’ from CORS preflight response",
  },
  "redirect-location": unsuccessful,
  "redirect-scheme": unsuccessful,
  "redirect-credentials": unsuccessful,
  "redirect-limit": unsuccessful,
  "redirect-stream": unsuccessful,
  network: unsuccessful,
  scheme: notHttp,
};

const otherSentences: Partial<Readonly<Record<FailureId, string>>> = {
  "same-origin-mode": "Security Error: Content at {pageUrl} may not load data from {url}.",
  "mixed-content": "Blocked loading mixed active content “{url}”",
  "websocket-handshake": "Firefox can’t establish a connection to the server at {url}.",
};

const throws: Partial<Readonly<Record<FailureId, string>>> = {
  "no-cors-method": "Window.fetch: Invalid request method {value}.",
  "method-forbidden": "Window.fetch: Invalid request method {value}.",
  "url-invalid": "Window.fetch: {value} is not a valid URL.",
  "url-credentials": "Window.fetch: {value} is an url with embedded credentials.",
};

function line(reason: CorsReason, facts: ConsoleFacts, url = facts.url): string {
  const at = reason.quotedUrl ? `‘${url}’` : url;
  const { fault } = facts;
  const status = fault.status === undefined ? "(null)" : String(fault.status);
  const values = { value: fault.value, part: fault.part, status };
  return `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ${at}. (Reason: ${fillTemplate(reason.reason, values)}).${fillTemplate(reason.after ?? "", values)}`;
}

/** Firefox tells a failed preflight or redirect twice: what is wrong, then that the request did not succeed. */
function followUps({ fault, redirectMode, location }: ConsoleFacts): readonly CorsReason[] {
  if (fault.id === "preflight-redirect") return [preflightUnsuccessful, unsuccessful];
  if (fault.stage === "preflight") {
    // The redirect of a preflight that fails before it is noticed is told as well.
    return location === undefined ? [unsuccessful] : [unsuccessful, unsuccessful];
  }
  const checked = fault.stage === "redirect" && reasons[fault.id] !== unsuccessful;
  return checked && redirectMode === "follow" ? [unsuccessful] : [];
}

/** What Firefox 153 prints. */
export function firefoxReport(facts: ConsoleFacts): Omit<EngineReport, "blocked" | "id"> {
  const { fault, initiator } = facts;
  const values = { value: fault.value, url: facts.url, pageUrl: facts.pageUrl };
  const thrown =
    initiator === "fetch"
      ? fillTemplate(throws[fault.id] ?? "NetworkError when attempting to fetch resource.", values)
      : undefined;
  const reason = reasons[fault.id];
  if (reason === undefined) {
    const other = otherSentences[fault.id];
    return {
      code: undefined,
      console: other === undefined ? [] : [fillTemplate(other, values)],
      thrown,
    };
  }
  const first =
    fault.id === "redirect-scheme" && !fault.value?.startsWith("data:")
      ? [line(notHttp, facts, facts.location)]
      : [];
  const behind =
    initiator === "eventsource"
      ? [`Firefox can’t establish a connection to the server at ${facts.url}.`]
      : [];
  const lines = [reason, ...followUps(facts)].map((one) => line(one, facts));
  return {
    code: reason.code,
    console: [...first, ...lines, ...behind],
    thrown,
  };
}
