import type { Fault } from "./failure.ts";
import type { Initiator, RedirectMode } from "./page-request.ts";

/** Everything an engine's sentence about a fault is made of. */
export interface ConsoleFacts {
  readonly fault: Fault;
  /** Whose answer failed. */
  readonly url: string;
  /** What the page asked for, when redirects led elsewhere. */
  readonly redirectedFrom: string | undefined;
  readonly pageOrigin: string;
  readonly pageUrl: string;
  /** As the request carried it: `null` once tainted. */
  readonly requestOrigin: string;
  readonly initiator: Initiator;
  readonly redirectMode: RedirectMode;
  /** Where a failing redirect pointed, absolute where it parses. */
  readonly location: string | undefined;
}

/** Fills `{name}` from the facts; an absent one becomes nothing, as in the consoles. */
export const fillTemplate = (
  template: string,
  facts: Readonly<Record<string, string | undefined>>,
): string => template.replace(/\{(\w+)\}/g, (_, name: string) => facts[name] ?? "");
