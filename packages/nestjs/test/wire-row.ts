import type { Platform } from "./platforms.ts";
import type { Asked } from "./wire.ts";

/** A request, and everything that is to become of it. */
export interface Row {
  readonly title: string;
  readonly asked: Asked;
  readonly status: number;
  readonly cors: Readonly<Record<string, string>>;
  /** Everything that ran, in order. */
  readonly ran?: readonly string[];
  /** What the platform itself varies by. */
  readonly alsoVaries?: { readonly [platform in Platform]?: string };
}

export function from(origin: string, path: string, asked: Asked = {}): Asked {
  return { ...asked, path, headers: { ...asked.headers, origin } };
}
