import type { FailureId, Fault } from "@corsage/browser";
import type { CauseCode } from "./cause.ts";

const CAUSE_OF: Readonly<Record<FailureId, CauseCode>> = {
  "acao-missing": "acao-missing",
  "acao-mismatch": "origin-mismatch",
  "acao-invalid": "origin-mismatch",
  "acao-list": "acao-multiple",
  "acao-duplicate": "acao-multiple",
  "credentials-wildcard": "wildcard-with-credentials",
  "credentials-not-true": "acac-missing",
  "preflight-redirect": "preflight-redirect",
  "preflight-status": "preflight-not-ok-auth",
  "methods-syntax": "invalid-token",
  "headers-syntax": "invalid-token",
  "method-not-listed": "method-not-allowed",
  "header-not-listed": "header-not-allowed",
  "authorization-wildcard": "acah-star-authorization",
  "redirect-location": "redirect-drops-origin",
  "redirect-scheme": "redirect-drops-origin",
  "redirect-credentials": "redirect-drops-origin",
  "redirect-limit": "redirect-drops-origin",
  "redirect-stream": "redirect-drops-origin",
  "redirect-mode-error": "request-mode",
  "url-invalid": "request-mode",
  "url-credentials": "request-mode",
  "method-forbidden": "request-mode",
  "no-cors-method": "request-mode",
  "same-origin-mode": "request-mode",
  "no-cors-redirect-mode": "request-mode",
  scheme: "unsupported-scheme",
  network: "network",
  "proxy-authentication": "network",
  "websocket-handshake": "network",
  "mixed-content": "mixed-content",
  "local-network-permission": "local-network",
  "local-network-insecure": "local-network",
};

/** What a walk's surroundings say beside the fault itself. */
export interface FaultContext {
  /** Whether a preflight of the same walk passed. */
  readonly preflightPassed: boolean;
  /** Whether the walk was redirected before it failed. */
  readonly redirected: boolean;
  /** Whether the preflight's lists hold `*` while credentials are included. */
  readonly wildcardLists: boolean;
}

/** What lies behind a failed check, in the words of whoever has to mend it. */
export function causeOf(fault: Fault, context: FaultContext): CauseCode {
  const { id, stage, status = 0, value } = fault;
  if (stage === "preflight") {
    if (id === "preflight-status" || id === "acao-missing") return preflightCause(id, status);
    if (context.wildcardLists && id.endsWith("-not-listed")) {
      return "wildcards-literal-with-credentials";
    }
    if (id === "method-not-listed" && /^[a-z]+$/.test(value ?? "")) return "method-case";
    return CAUSE_OF[id];
  }
  if (context.redirected && id.startsWith("acao-")) return "redirect-drops-origin";
  if (id === "acao-missing" && status >= 400) return "error-response-without-cors";
  if (id === "acao-missing" && context.preflightPassed) return "preflight-only-headers";
  return CAUSE_OF[id];
}

function preflightCause(id: FailureId, status: number): CauseCode {
  if (status === 404 || status === 405 || status === 501) return "preflight-404-405";
  if (status >= 300 && status < 400) return "preflight-redirect";
  if (status >= 400) return "preflight-not-ok-auth";
  return CAUSE_OF[id];
}
