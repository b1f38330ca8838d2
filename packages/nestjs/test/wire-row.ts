import type { Asked, CorsLines } from "@corsage/wire";
import type { Platform } from "./platforms.ts";

/** A request, and everything that is to become of it. */
export interface Row {
  readonly title: string;
  readonly asked: Asked;
  /** One, or each platform's own. */
  readonly status: number | { readonly [platform in Platform]: number };
  readonly cors: CorsLines;
  /** Everything that ran, in order. */
  readonly ran?: readonly string[];
  /** What the platform itself varies by. */
  readonly alsoVaries?: { readonly [platform in Platform]?: string };
}
