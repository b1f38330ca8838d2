import type { IncomingMessage } from "node:http";
import type { Http2ServerRequest } from "node:http2";
import type { CorsRequest } from "@corsage/core";
import type { RawResponse } from "./guarded-headers.ts";
import { memoOf } from "./request-memo.ts";

/** A request as Node delivers it, over HTTP/1.1 or HTTP/2. */
export type RawRequest = IncomingMessage | Http2ServerRequest;

type FieldValue = string | readonly string[] | undefined;

/** An application that lets its responses be extended through an object which all of them inherit from. */
export interface Application {
  /** The application in which this one is mounted. */
  readonly parent?: unknown;
  readonly response: RawResponse;
}

/**
 * A Node request as core reads it: nothing is copied, each header is looked up when it is asked for. The request itself
 * is read once, because each reading is dear in Express, for the reason that {@link memoOf} gives.
 *
 * An adapter whose framework trusts a proxy extends it and overrides `host` with the framework's own view.
 */
export class RequestView implements CorsRequest {
  readonly raw: RawRequest;
  readonly method: string;
  readonly selfOrigins: ReadonlySet<string> | undefined;
  /** Where layers keep what they know about the request. */
  readonly memo: object;
  readonly #headers: RawRequest["headers"];

  /** `selfOrigins`: from {@link HostConfiguration}. */
  constructor(raw: RawRequest, selfOrigins: ReadonlySet<string> | undefined) {
    this.raw = raw;
    this.method = raw.method ?? "";
    this.selfOrigins = selfOrigins;
    this.memo = memoOf(raw);
    this.#headers = raw.headers;
  }

  /** `undefined` where none is known. */
  get application(): Application | undefined {
    return undefined;
  }

  get origin(): string | undefined {
    return this.#headers.origin;
  }

  get requestMethod(): string | undefined {
    return oneValue(this.#headers["access-control-request-method"]);
  }

  get requestHeaders(): string | undefined {
    return oneValue(this.#headers["access-control-request-headers"]);
  }

  get fetchSite(): string | undefined {
    return oneValue(this.#headers["sec-fetch-site"]);
  }

  get host(): string | undefined {
    const headers = this.#headers;
    return oneValue(headers[":authority"]) ?? headers.host;
  }

  /**
   * HTTP/1.1 upgrades (https://www.rfc-editor.org/rfc/rfc6455#section-4.1), HTTP/2 has an extended CONNECT
   * (https://www.rfc-editor.org/rfc/rfc8441#section-4). Any mention of the protocol counts: the stricter reading.
   */
  get upgrade(): boolean {
    const headers = this.#headers;
    const protocol = headers.upgrade ?? oneValue(headers[":protocol"]);
    return protocol !== undefined && /websocket/i.test(protocol);
  }
}

/** Node joins repeated lines itself; only the type allows for an array. */
function oneValue(value: FieldValue): string | undefined {
  return typeof value === "string" || value === undefined ? value : value.join(", ");
}

/**
 * Whether a request is a preflight: `OPTIONS` and a non-empty `Origin` and a non-empty
 * `Access-Control-Request-Method`. Any other OPTIONS belongs to the application.
 * https://fetch.spec.whatwg.org/#cors-preflight-request
 */
export function isPreflight(raw: RawRequest): boolean {
  if (raw.method !== "OPTIONS") return false;
  const { origin, "access-control-request-method": method } = raw.headers;
  return origin !== undefined && origin !== "" && method !== undefined && method !== "";
}
