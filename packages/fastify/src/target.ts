import type { HostConfiguration, PolicyCell } from "@corsage/host";

/** What the host options say beside the policies. */
export type Settings = Pick<HostConfiguration, "onConflict" | "selfOrigins">;

/** A policy to apply, and how. */
export interface Target {
  readonly cell: PolicyCell;
  readonly settings: Settings;
  /** The route that a preflight asks about. */
  readonly route?: { readonly method: string; readonly url: string };
}
