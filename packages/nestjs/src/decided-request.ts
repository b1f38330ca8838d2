import type { Decision } from "@corsage/core";
import type { RawRequest } from "@corsage/host";
import type { RoutePolicy } from "./route-policy.ts";

/** What the early layer did about a request, for whoever comes after it. */
export interface DecidedRequest {
  /** `undefined`: no handler was foreseen, and the module's policy or a rule of `paths` applied. */
  readonly policy: RoutePolicy | "skip" | undefined;
  /** `undefined` where it kept its hands off. */
  readonly decision: Decision | undefined;
}

const DECIDED: unique symbol = Symbol("corsage.nestjs.decided");

type MarkedRequest = RawRequest & { [DECIDED]?: DecidedRequest };

export function keepDecided(raw: RawRequest, decided: DecidedRequest): void {
  const marked: MarkedRequest = raw;
  marked[DECIDED] = decided;
}

export function decidedOf(raw: RawRequest): DecidedRequest | undefined {
  const marked: MarkedRequest = raw;
  return marked[DECIDED];
}
