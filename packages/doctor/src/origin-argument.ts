import { isSerializedOrigin } from "@corsage/core";
import { UsageError } from "./usage-error.ts";

/** @throws UsageError unless it is an origin as browsers send it. */
export function parseOrigin(origin: string): string {
  if (isSerializedOrigin(origin) && origin !== "null") return origin;
  const guess = origin.includes("://") ? origin : `http://${origin}`;
  const suggestion = URL.canParse(guess) ? new URL(guess).origin : "null";
  const hint = suggestion === "null" ? "" : ` Did you mean ${suggestion}?`;
  throw new UsageError(`${JSON.stringify(origin)} is no origin as browsers send it.${hint}`);
}
