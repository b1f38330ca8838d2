import type { IncomingMessage } from "node:http";
import type { Http2ServerRequest } from "node:http2";
import type { CorsRequest } from "@corsage/core";

/** A request as Node delivers it, over HTTP/1.1 or HTTP/2. */
export type RawRequest = IncomingMessage | Http2ServerRequest;

type FieldValue = string | readonly string[] | undefined;

/**
 * A Node request as core reads it: nothing is copied, each header is looked up when it is asked for.
 *
 * An adapter whose framework trusts a proxy extends it and overrides `host` with the framework's own view.
 */
export class RequestView implements CorsRequest {
  readonly raw: RawRequest;
  readonly selfOrigins: ReadonlySet<string> | undefined;

  /** `selfOrigins`: from {@link HostConfiguration}. */
  constructor(raw: RawRequest, selfOrigins: ReadonlySet<string> | undefined) {
    this.raw = raw;
    this.selfOrigins = selfOrigins;
  }

  get method(): string {
    return this.raw.method ?? "";
  }

  get origin(): string | undefined {
    return this.raw.headers.origin;
  }

  get requestMethod(): string | undefined {
    return oneValue(this.raw.headers["access-control-request-method"]);
  }

  get requestHeaders(): string | undefined {
    return oneValue(this.raw.headers["access-control-request-headers"]);
  }

  get fetchSite(): string | undefined {
    return oneValue(this.raw.headers["sec-fetch-site"]);
  }

  get host(): string | undefined {
    const { headers } = this.raw;
    return oneValue(headers[":authority"]) ?? headers.host;
  }

  /**
   * HTTP/1.1 upgrades (https://www.rfc-editor.org/rfc/rfc6455#section-4.1), HTTP/2 has an extended CONNECT
   * (https://www.rfc-editor.org/rfc/rfc8441#section-4). Any mention of the protocol counts: the stricter reading.
   */
  get upgrade(): boolean {
    const { headers } = this.raw;
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
