import { describeDecision, type CorsRequest, type Decision, type Policy } from "@corsage/core";
import { headerValue, withoutHeaders, type HeaderLine } from "./header-lines.ts";
import { textBody } from "./text-body.ts";
import type { Transport, WireRequest, WireResponse } from "./transport.ts";

export interface PolicyTransportOptions {
  /** The application behind the policy. Default: 200 and `ok` for everything. */
  readonly respond?: ((request: WireRequest) => WireResponse | Promise<WireResponse>) | undefined;
  /** The application's own origins, as in the hosts' option. */
  readonly selfOrigins?: readonly string[] | undefined;
}

const answerOk = (): WireResponse => ({
  status: 200,
  headers: [["content-type", "text/plain;charset=utf-8"]],
  body: textBody("ok"),
});

const corsRequest = (
  { method, url, headers }: WireRequest,
  selfOrigins: ReadonlySet<string> | undefined,
): CorsRequest => ({
  method,
  origin: headerValue(headers, "origin"),
  requestMethod: headerValue(headers, "access-control-request-method"),
  requestHeaders: headerValue(headers, "access-control-request-headers"),
  fetchSite: headerValue(headers, "sec-fetch-site"),
  host: new URL(url).host,
  selfOrigins,
  upgrade: headerValue(headers, "upgrade") === "websocket",
});

/** `Vary` as a set: what the application listed, then what the policy adds. */
function mergedVary(lines: readonly HeaderLine[], vary: string): readonly HeaderLine[] {
  const names = new Map<string, string>();
  for (const member of [headerValue(lines, "vary") ?? "", vary].join(",").split(",")) {
    const name = member.trim();
    if (name !== "" && !names.has(name.toLowerCase())) names.set(name.toLowerCase(), name);
  }
  if (names.size === 0) return [];
  return [["vary", names.has("*") ? "*" : [...names.values()].join(", ")]];
}

const isCorsHeader = (name: string): boolean =>
  name.toLowerCase().startsWith("access-control-allow-") ||
  ["access-control-expose-headers", "access-control-max-age"].includes(name.toLowerCase());

function withDecision(response: WireResponse, decision: Decision): WireResponse {
  const own = withoutHeaders(response.headers, ["vary"]).filter(([name]) => !isCorsHeader(name));
  return {
    ...response,
    headers: [
      ...own,
      ...Object.entries(decision.headers),
      ...mergedVary(response.headers, decision.vary),
    ],
  };
}

const refusal = (status: number, sentence: string): WireResponse => ({
  status,
  headers: status === 204 ? [] : [["content-type", "text/plain;charset=utf-8"]],
  ...(status === 204 ? {} : { body: textBody(sentence) }),
});

/**
 * A server in memory: the policy in front, an application of one answer behind it. Tests of a policy need no port
 * and no framework.
 *
 * ```ts
 * const policy = definePolicy({ origin: "https://app.example.com", methods: ["GET", "PUT"] });
 * const browser = createBrowser({ origin: "https://app.example.com", transport: policyTransport(policy) });
 * ```
 *
 * With `methods: 'auto'` nobody knows the routes here: use `policy.forMethods([...])`.
 */
export function policyTransport(policy: Policy, options: PolicyTransportOptions = {}): Transport {
  const respond = options.respond ?? answerOk;
  const selfOrigins = options.selfOrigins === undefined ? undefined : new Set(options.selfOrigins);
  return async (request) => {
    const asked = corsRequest(request, selfOrigins);
    const decision = await policy.decide(asked);
    const response =
      decision.answer === undefined
        ? await respond(request)
        : refusal(decision.answer, describeDecision(decision, asked));
    return withDecision(response, decision);
  };
}
