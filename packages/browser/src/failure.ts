import type { EngineName } from "./engine.ts";

const corsCheck = "https://fetch.spec.whatwg.org/#concept-cors-check";
const preflight = "https://fetch.spec.whatwg.org/#cors-preflight-fetch-0";
const redirect = "https://fetch.spec.whatwg.org/#concept-http-redirect-fetch";
const mainFetch = "https://fetch.spec.whatwg.org/#concept-main-fetch";
const request = "https://fetch.spec.whatwg.org/#dom-request";
const localNetwork = "https://wicg.github.io/local-network-access/";

/** Every way to fail. The names are stable: tools and links are built on them. */
export type FailureId =
  | "acao-missing"
  | "acao-mismatch"
  | "acao-invalid"
  | "acao-list"
  | "acao-duplicate"
  | "credentials-wildcard"
  | "credentials-not-true"
  | "preflight-redirect"
  | "preflight-status"
  | "methods-syntax"
  | "headers-syntax"
  | "method-not-listed"
  | "header-not-listed"
  | "authorization-wildcard"
  | "redirect-location"
  | "redirect-scheme"
  | "redirect-credentials"
  | "redirect-limit"
  | "redirect-stream"
  | "redirect-mode-error"
  | "url-invalid"
  | "url-credentials"
  | "method-forbidden"
  | "no-cors-method"
  | "same-origin-mode"
  | "no-cors-redirect-mode"
  | "scheme"
  | "network"
  | "proxy-authentication"
  | "websocket-handshake"
  | "mixed-content"
  | "local-network-permission"
  | "local-network-insecure";

/** The clause behind each. */
export const clauses: Readonly<Record<FailureId, string>> = {
  "acao-missing": corsCheck,
  "acao-mismatch": corsCheck,
  "acao-invalid": corsCheck,
  "acao-list": corsCheck,
  "acao-duplicate": "https://fetch.spec.whatwg.org/#concept-header-list-get",
  "credentials-wildcard": corsCheck,
  "credentials-not-true": corsCheck,
  "preflight-redirect": preflight,
  "preflight-status": preflight,
  "methods-syntax": preflight,
  "headers-syntax": preflight,
  "method-not-listed": preflight,
  "header-not-listed": preflight,
  "authorization-wildcard": "https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name",
  "redirect-location": "https://fetch.spec.whatwg.org/#concept-response-location-url",
  "redirect-scheme": redirect,
  "redirect-credentials": redirect,
  "redirect-limit": redirect,
  "redirect-stream": redirect,
  "redirect-mode-error": "https://fetch.spec.whatwg.org/#concept-http-fetch",
  "url-invalid": request,
  "url-credentials": request,
  "method-forbidden": request,
  "no-cors-method": request,
  "same-origin-mode": mainFetch,
  "no-cors-redirect-mode": mainFetch,
  scheme: mainFetch,
  network: "https://fetch.spec.whatwg.org/#concept-network-error",
  "proxy-authentication": "https://fetch.spec.whatwg.org/#http-network-or-cache-fetch",
  "websocket-handshake": "https://websockets.spec.whatwg.org/#concept-websocket-establish",
  "mixed-content": "https://w3c.github.io/webappsec-mixed-content/#should-block-fetch",
  "local-network-permission": localNetwork,
  "local-network-insecure": localNetwork,
};

/** Where on its way a request fails. `redirect` is an answer that would have sent it elsewhere. */
export type Stage = "request" | "preflight" | "actual" | "redirect" | "network";

/** One check that fails. */
export interface Fault {
  readonly id: FailureId;
  readonly stage: Stage;
  /** The offending value: of the header, the status, the method, the header name, the location; `undefined` for an absent header. */
  readonly value: string | undefined;
  /** The part of `value` to blame, where it is smaller: the member of a list that is no token. */
  readonly part?: string;
  /** The status of the answer that was checked. */
  readonly status?: number;
}

/** What one engine makes of the failure. */
export interface EngineReport {
  /** `false` where this engine lets the request pass, against the standard. */
  readonly blocked: boolean;
  /** The first fault in this engine's own order of checks. */
  readonly id: FailureId | undefined;
  /** Chromium's `corsErrorStatus.corsError`, Firefox's name of the message; WebKit has none. */
  readonly code: string | undefined;
  /** The lines of the developer console, in order. */
  readonly console: readonly string[];
  /** The message of the error the script sees: it never says why. */
  readonly thrown: string | undefined;
}

/** Why a page may not have the answer. */
export interface Failure extends Fault {
  readonly clause: string;
  /** The URL whose answer (or which itself) failed: after a redirect not the one that was asked for. */
  readonly url: string;
  /** Every other check the same answer would fail, once this one is repaired. */
  readonly next: readonly Fault[];
  readonly engines: Readonly<Record<EngineName, EngineReport>>;
}
