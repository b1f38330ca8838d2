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

/** What is known beside the fault itself: of the walk, and of the server's other answers. */
export interface FaultContext {
  /** Whether a preflight of the same walk passed. */
  readonly preflightPassed: boolean;
  /** Whether the walk was redirected before it failed. */
  readonly redirected: boolean;
  /** Whether the preflight's lists hold `*` while credentials are included. */
  readonly wildcardLists: boolean;
  /** Whether the preflight's list holds the method in another case. */
  readonly methodInOtherCase: boolean;
  /** Whether the preflight's answer lists methods in `Allow`, as the default answers of frameworks do. */
  readonly listsAllow: boolean;
  readonly isNginx: boolean;
  /** Whether a plain GET of the same URL lets the origin in. */
  readonly grantedWithoutPreflight: boolean;
  /** Whether another path of the same host does. */
  readonly grantedElsewhere: boolean;
}

/** For what fails before a server is asked. */
export const NOTHING_KNOWN: FaultContext = {
  preflightPassed: false,
  redirected: false,
  wildcardLists: false,
  methodInOtherCase: false,
  listsAllow: false,
  isNginx: false,
  grantedWithoutPreflight: false,
  grantedElsewhere: false,
};

/** What lies behind a failed check, in the words of whoever has to mend it. */
export function causeOf(fault: Fault, context: FaultContext): CauseCode {
  const { id, stage, status = 0 } = fault;
  if (stage === "preflight") return preflightCause(fault, context);
  if (context.redirected && id.startsWith("acao-")) return "redirect-drops-origin";
  if (id !== "acao-missing") return CAUSE_OF[id];
  if (status >= 400) return "error-response-without-cors";
  if (context.preflightPassed) return "preflight-only-headers";
  return context.isNginx && context.grantedElsewhere ? "add-header-inheritance" : "acao-missing";
}

function preflightCause({ id, status = 0, value }: Fault, context: FaultContext): CauseCode {
  if (id === "preflight-status" || id === "acao-missing") {
    if (status === 404 || status === 405 || status === 501) return "preflight-404-405";
    if (status >= 300 && status < 400) return "preflight-redirect";
    if (status >= 400) return "preflight-not-ok-auth";
    return id === "acao-missing" ? bareAnswerCause(context) : CAUSE_OF[id];
  }
  if (context.wildcardLists && id.endsWith("-not-listed")) {
    return "wildcards-literal-with-credentials";
  }
  const isLowerCase = /^[a-z]+$/.test(value ?? "");
  if (id === "method-not-listed" && (isLowerCase || context.methodInOtherCase)) {
    return "method-case";
  }
  return CAUSE_OF[id];
}

/** A preflight that is answered with success and no CORS header: who answered it? */
function bareAnswerCause(context: FaultContext): CauseCode {
  const { isNginx, grantedWithoutPreflight, grantedElsewhere, listsAllow } = context;
  if (isNginx && (grantedWithoutPreflight || grantedElsewhere)) return "add-header-inheritance";
  return listsAllow || grantedWithoutPreflight ? "route-cors-no-options" : "acao-missing";
}
