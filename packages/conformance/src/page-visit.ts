import type { PageCall } from "./page-call.ts";
import type { RunningHost } from "./running-host.ts";

/** Calls that a page makes to one URL, one after the other, and the host that answers them. */
export interface PageVisit {
  /** Of one origin. */
  readonly calls: readonly [PageCall, ...PageCall[]];
  readonly path: string;
  readonly running: Pick<RunningHost, "port" | "logOf">;
  /** Whether the host is reached by https. Default `false`. */
  readonly secure?: boolean;
}
