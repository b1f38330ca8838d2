import type { Report } from "./finding.ts";

/** The version of what `--json` prints. It changes only when a reader would break. */
export const SCHEMA_VERSION = 1;

/** The reports as one JSON document, as `schema/report-1.json` describes it. */
export function toJson(reports: readonly Report[]): string {
  return `${JSON.stringify({ schema: SCHEMA_VERSION, reports }, null, 2)}\n`;
}
