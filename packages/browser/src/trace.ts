import type { Departure } from "./departure.ts";
import type { Engine } from "./engine.ts";
import type { Failure, Fault } from "./failure.ts";
import type { HeaderLine } from "./header-lines.ts";
import type { PageRequest } from "./page-request.ts";
import type { WireRequest, WireResponse } from "./transport.ts";

/** What the page's call became, before anything was sent. */
export interface ClassifyStep {
  readonly kind: "classify";
  readonly url: string;
  readonly mode: PageRequest["mode"];
  readonly sameOrigin: boolean;
  readonly method: string;
  /** Header names a preflight must ask for. */
  readonly unsafeHeaders: readonly string[];
  /** Header names the page set and the browser dropped. */
  readonly dropped: readonly string[];
  /** Why a preflight is needed; empty: it is not. */
  readonly preflightFor: readonly PreflightReason[];
}

/** `redirected`: Firefox and WebKit keep asking once they have asked. */
export type PreflightReason = "method" | "headers" | "upload-listener" | "stream" | "redirected";

export interface PreflightStep {
  readonly kind: "preflight";
  readonly request: WireRequest;
  readonly response: WireResponse;
  readonly faults: readonly Fault[];
  /** Seconds the answer is remembered; 0: not at all. */
  readonly remembered: number;
}

/** No preflight was sent: an earlier answer still covers the request. */
export interface CachedPreflightStep {
  readonly kind: "cached-preflight";
  readonly url: string;
}

export interface ActualStep {
  readonly kind: "actual";
  readonly request: WireRequest;
  readonly response: WireResponse;
  readonly faults: readonly Fault[];
}

export interface RedirectStep {
  readonly kind: "redirect";
  readonly from: string;
  readonly to: string;
  readonly status: number;
  readonly method: string;
  /** The request's `Origin` from here on: `null` once it left one foreign origin for another. */
  readonly origin: string;
  readonly droppedHeaders: readonly string[];
}

export interface ExposureStep {
  readonly kind: "exposure";
  readonly readable: readonly string[];
  /** Names that were sent and that the page cannot read. */
  readonly hidden: readonly string[];
}

/** The request was not answered at all. */
export interface LostStep {
  readonly kind: "lost";
  readonly request: WireRequest;
  readonly error: unknown;
}

export type Step =
  | ClassifyStep
  | PreflightStep
  | CachedPreflightStep
  | ActualStep
  | RedirectStep
  | ExposureStep
  | LostStep;

/** The answer as the page's script has it. */
export interface VisibleResponse {
  readonly type: "basic" | "cors" | "opaque" | "opaqueredirect";
  readonly url: string;
  readonly redirected: boolean;
  /** 0 where it is opaque. */
  readonly status: number;
  readonly statusText: string;
  /** Only the readable ones, names in lower case. */
  readonly headers: readonly HeaderLine[];
  readonly body: Uint8Array<ArrayBuffer> | undefined;
}

/**
 * What becomes of the request. `readable`: the page has the answer. `opaque`: it has an answer it cannot look into.
 * `sent`: a beacon or a form post, whose answer no script reads. `open`: the WebSocket. `blocked`: the browser says
 * no. `failed`: nothing came back, which is not CORS however the console words it.
 */
export type Outcome = "readable" | "opaque" | "sent" | "open" | "blocked" | "failed";

/** One request from the page's call to what the page gets. */
export interface Trace {
  readonly outcome: Outcome;
  readonly engine: Engine;
  readonly steps: readonly Step[];
  /** Points the request met at which the engines part from the standard or from each other. */
  readonly departures: readonly Departure[];
  readonly failure?: Failure;
  readonly response?: VisibleResponse;
}
