import { type CorsRequest, describeDecision, type Explanation, judge } from "@corsage/core";
import type { PolicyCell } from "./policy-cell.ts";

/** A request as somebody tells it, for `CorsHandle.explain`. */
export interface ToldRequest {
  readonly method: string;
  readonly url: string;
  readonly origin?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A told request as core reads it. Header names in any case; `origin` counts before a header of that name. */
export function readToldRequest(
  { method, origin, headers = {} }: ToldRequest,
  selfOrigins: ReadonlySet<string> | undefined,
): CorsRequest {
  const fields = new Map(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  return {
    method,
    origin: origin ?? fields.get("origin"),
    requestMethod: fields.get("access-control-request-method"),
    requestHeaders: fields.get("access-control-request-headers"),
    fetchSite: fields.get("sec-fetch-site"),
    host: fields.get("host"),
    selfOrigins,
    upgrade: /websocket/i.test(fields.get("upgrade") ?? ""),
  };
}

/** What the policy in `cell` would decide about a told request, and why. Nothing is logged or published. */
export async function explainRequest(
  cell: PolicyCell,
  told: ToldRequest,
  selfOrigins: ReadonlySet<string> | undefined,
  route: Explanation["route"],
): Promise<Explanation> {
  const { policy } = cell;
  const request = readToldRequest(told, selfOrigins);
  const decision = await judge(policy, request);
  const sentence = describeDecision(decision, request);
  return { decision, policy, policyName: cell.name, route, sentence };
}
