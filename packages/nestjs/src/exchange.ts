import type { RawRequest, RawResponse, RequestView, Ruling } from "@corsage/host";
import type { VersionedRequest } from "./route-version.ts";

/** One request and its response, whatever the platform. */
export interface Exchange {
  readonly raw: RawRequest;
  readonly response: RawResponse & {
    readonly headersSent: boolean;
    setHeader(name: string, value: string): unknown;
  };
  /** What core reads; `host` is the platform's own view where it trusts a proxy. */
  readonly view: RequestView;
  /** What the platform's router matches: after a rewriting of its own, before one by middleware. */
  readonly url: string;
  readonly hostname: string;
  /** What versions are read from, and custom extractors are given. */
  readonly versioned: VersionedRequest;
  /** Ends the response with a status, what `ruling` says, and no body. */
  answer(status: number, ruling: Ruling): void;
}
