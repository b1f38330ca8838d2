import type { WalkInit } from "@corsage/browser";
import { app, type Parts } from "./planted-server.ts";

export const acao = ["access-control-allow-origin", app, "vary", "Origin"];
export const put: WalkInit = { method: "PUT" };
export const cookies: WalkInit = { credentials: "include" };

/** One server with one fault, and what `check` finds in it. */
export interface Row {
  title: string;
  parts: Parts;
  init?: WalkInit;
  /** Whether the request goes out though it is unsafe. */
  send?: true;
  codes: readonly string[];
  /** What somebody does who reads a fix that is no policy to paste; all others are pasted. */
  byHand?: { parts?: Parts; init?: WalkInit };
}
