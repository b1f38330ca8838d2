/** Something a page does with one URL. The URL is the case's name: unique in its batch. */
export type PageCase =
  | FetchCase
  | XhrCase
  | FormCase
  | BeaconCase
  | EventSourceCase
  | WebSocketCase
  | SandboxedCase
  | SequenceCase;

interface CaseBase {
  readonly url: string;
  /** Milliseconds until the outcome is `timed-out`. Default 15,000. */
  readonly timeoutMs?: number;
}

/** `fetch(url, …)`. What is absent is not passed. */
export interface FetchCase extends CaseBase {
  readonly kind: "fetch";
  readonly method?: string;
  readonly headers?: readonly (readonly [name: string, value: string])[];
  readonly body?: PageBody;
  readonly mode?: "cors" | "no-cors" | "same-origin";
  readonly credentials?: "omit" | "same-origin" | "include";
  readonly redirect?: "follow" | "error" | "manual";
  readonly cache?: "default" | "no-store" | "reload" | "no-cache" | "force-cache";
  readonly referrerPolicy?: "no-referrer" | "origin" | "unsafe-url";
  /** `"ignore"` for a stream that does not end: the outcome is then due with the headers. Default `"text"`. */
  readonly read?: "text" | "ignore";
}

/** `XMLHttpRequest`. */
export interface XhrCase extends CaseBase {
  readonly kind: "xhr";
  readonly method?: string;
  readonly headers?: readonly (readonly [name: string, value: string])[];
  readonly body?: PageBody;
  /** `withCredentials`. Default `false`. */
  readonly credentials?: boolean;
  /** Listens for upload progress, which alone makes a preflight necessary. Default `false`. */
  readonly uploadListener?: boolean;
}

/** A form with the field `a=1`, posted into a frame. A 204 shows no document and so ends as `timed-out`. */
export interface FormCase extends CaseBase {
  readonly kind: "form";
  readonly enctype?: "application/x-www-form-urlencoded" | "multipart/form-data" | "text/plain";
}

/** `navigator.sendBeacon`. `sent` says that it was queued, not that it arrived. */
export interface BeaconCase extends CaseBase {
  readonly kind: "beacon";
  readonly body?: PageBody;
}

/** `EventSource`, closed when it opens. */
export interface EventSourceCase extends CaseBase {
  readonly kind: "event-source";
  /** `withCredentials`. Default `false`. */
  readonly credentials?: boolean;
}

/** `WebSocket`, closed when it opens. */
export interface WebSocketCase extends CaseBase {
  readonly kind: "web-socket";
  readonly protocols?: readonly string[];
}

/** A fetch from a sandboxed frame, whose origin is `null`. */
export interface SandboxedCase extends CaseBase {
  readonly kind: "sandboxed";
  readonly request: Omit<FetchCase, "kind" | "url" | "timeoutMs">;
}

/** Fetches one after the other, for stories about caches. Their URLs may be the same, and others than `url`. */
export interface SequenceCase extends CaseBase {
  readonly kind: "sequence";
  readonly steps: readonly FetchCase[];
}

/** What is sent along. The kinds differ in the `Content-Type` they imply. */
export type PageBody =
  | { readonly kind: "text"; readonly text: string }
  /** `type: ""` sends no `Content-Type`. */
  | { readonly kind: "blob"; readonly text: string; readonly type: string }
  | { readonly kind: "bytes"; readonly bytes: readonly number[] }
  | {
      readonly kind: "form-data" | "search-params";
      readonly fields: readonly (readonly [name: string, value: string])[];
    }
  /** Needs HTTP/2 in Chromium; the others do not stream requests. */
  | { readonly kind: "stream"; readonly text: string };

/** What the page learned of it. */
export type PageOutcome =
  | ResponseOutcome
  | { readonly outcome: "sent" }
  | FailedOutcome
  | { readonly outcome: "timed-out" }
  | { readonly outcome: "sequence"; readonly steps: readonly PageOutcome[] };

/** The promise was kept; for XHR, `load` was fired. */
export interface ResponseOutcome {
  readonly outcome: "response";
  /** `Response.type`; for XHR, which has none, `"xhr"`. */
  readonly type: "basic" | "cors" | "default" | "error" | "opaque" | "opaqueredirect" | "xhr";
  readonly status: number;
  readonly redirected: boolean;
  /** Final URL, or `""` when the page may not know. */
  readonly url: string;
  /** The headers it can read, by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** At most 4,096 characters; `""` when not read. */
  readonly body: string;
  /** XHR with an upload listener: the events it saw. */
  readonly uploadEvents?: readonly string[];
}

/** The promise was broken, or an `error` event was fired. */
export interface FailedOutcome {
  readonly outcome: "failed";
  /** `TypeError`, or `error` for an event. */
  readonly name: string;
  /** In the engine's words; `""` for an event. */
  readonly message: string;
}
