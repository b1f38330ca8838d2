import { type Channel, channel } from "node:diagnostics_channel";
import type { CorsRequest, Decision, Policy } from "@corsage/core";
import type { Conflict } from "./guarded-headers.ts";

/** Published on `corsage:decision`, once per request that a policy decided about. */
export interface DecisionEvent {
  readonly decision: Decision;
  readonly policy: Policy;
  readonly policyName: string | undefined;
  readonly request: CorsRequest;
  /** The route that runs, or that the preflight asks about; `undefined` where none does or the host has no routes. */
  readonly route: { readonly method: string; readonly url: string } | undefined;
}

/** Published on `corsage:reload` once another policy is in force. */
export interface ReloadEvent {
  readonly policy: Policy;
  readonly policyName: string | undefined;
}

// `diagnostics_channel` has no type for messages. `hasSubscribers` is a field read: an event nobody hears costs 3 ns.
/** Messages are {@link DecisionEvent}. */
export const decisionChannel: Channel = channel("corsage:decision");
/** Messages are {@link Conflict}. */
export const conflictChannel: Channel = channel("corsage:conflict");
/** Messages are {@link ReloadEvent}. */
export const reloadChannel: Channel = channel("corsage:reload");

export function publishDecision(event: DecisionEvent): void {
  decisionChannel.publish(event);
}

export function publishConflict(event: Conflict): void {
  conflictChannel.publish(event);
}

export function publishReload(event: ReloadEvent): void {
  reloadChannel.publish(event);
}
