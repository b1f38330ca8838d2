import {
  type CorsRequest,
  type Decision,
  describeDecision,
  isSerializedOrigin,
} from "@corsage/core";

/**
 * The error that a refused request ends in, through the framework's own error path. `message` is the body's text: which
 * origin, and which option admits it.
 */
export class CorsRefusal extends Error {
  override readonly name = "CorsRefusal";
  readonly code = "CORS_REFUSED";
  readonly statusCode: 403 | 503;
  /** The convention of Express and Koa for "the message may be shown": https://github.com/jshttp/http-errors */
  readonly expose = true;
  readonly decision: Decision;
  /**
   * `referrer-policy: same-origin` where the Origin is `null`: an application's own pages send `null` under
   * `no-referrer`, and the next request from the error page would be refused again.
   * https://fetch.spec.whatwg.org/#append-a-request-origin-header
   */
  readonly headers: Readonly<Record<string, string>>;

  constructor(decision: Decision, request: CorsRequest) {
    super(describeRefusal(decision, request));
    this.decision = decision;
    this.statusCode = decision.answer === 503 ? 503 : 403;
    this.headers = request.origin === "null" ? { "referrer-policy": "same-origin" } : {};
  }

  /** What a host without an error format of its own answers with. */
  toJSON(): { statusCode: number; error: string; code: string; message: string } {
    const error = this.statusCode === 503 ? "Service Unavailable" : "Forbidden";
    return { statusCode: this.statusCode, error, code: this.code, message: this.message };
  }
}

/** Only an origin that is spelled as one is repeated: a body must not carry what a stranger wrote into a header. */
function describeRefusal(decision: Decision, request: CorsRequest): string {
  const { method, origin } = request;
  const isTold = origin === undefined || origin === "null" || isSerializedOrigin(origin);
  return describeDecision(decision, { method, origin: isTold ? origin : "(malformed origin)" });
}
