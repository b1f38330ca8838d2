import type { HeaderLine } from "./header-lines.ts";

/** What leaves the browser. */
export interface WireRequest {
  readonly method: string;
  /** Absolute, without a fragment; `ws:` and `wss:` for a WebSocket handshake. */
  readonly url: string;
  /** Names in lower case, in the order in which the model decides them. */
  readonly headers: readonly HeaderLine[];
  readonly body: Uint8Array<ArrayBuffer> | undefined;
}

/** What comes back. */
export interface WireResponse {
  readonly status: number;
  readonly statusText?: string;
  /** One entry for each line on the wire: a header sent twice is two entries, never one joined. */
  readonly headers: readonly HeaderLine[];
  readonly body?: Uint8Array<ArrayBuffer>;
}

/**
 * The way to a server. It follows no redirect, adds no cookie and hides no header: that is the model's part. A throw
 * or a rejection is a network failure.
 */
export type Transport = (request: WireRequest) => WireResponse | Promise<WireResponse>;
