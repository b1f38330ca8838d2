import type { Decision } from "@corsage/core";
import type { RequestView } from "@corsage/host";
import type { RoutePolicy } from "./route-policy.ts";

/** What the early layer did about a request, for whoever comes after it. */
export interface DecidedRequest {
  /** `undefined`: no handler was foreseen, and the module's policy or a rule of `paths` applied. */
  readonly policy: RoutePolicy | "skip" | undefined;
  /** `undefined` where it kept its hands off. */
  readonly decision: Decision | undefined;
}

const DECIDED: unique symbol = Symbol("corsage.nestjs.decided");

/** Whatever leads to the place where layers keep what they know. */
type Memorable = Pick<RequestView, "memo">;

interface Marked {
  [DECIDED]?: DecidedRequest;
}

export function keepDecided({ memo }: Memorable, decided: DecidedRequest): void {
  const marked: Marked = memo;
  marked[DECIDED] = decided;
}

export function decidedOf({ memo }: Memorable): DecidedRequest | undefined {
  const marked: Marked = memo;
  return marked[DECIDED];
}
