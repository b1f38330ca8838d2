import { inspect } from "node:util";
import type { PageSight } from "../page-sight.ts";
import type { Difference } from "./fuzz-run.ts";

/** A difference for people: the case, and what either side makes of it where they part. */
export function describeDifference({ case: one, foretold, observed }: Difference): string {
  const seen = linesOf(observed);
  const parts = linesOf(foretold).flatMap((line, index) =>
    line === seen[index] ? [] : [`foretold ${line}`, `observed ${seen[index]}`],
  );
  return [show(one), ...parts].join("\n");
}

/** A sight field by field. */
function linesOf(sight: PageSight): readonly string[] {
  return Object.entries(sight).map(([field, value]) => `${field}: ${show(value)}`);
}

const show = (value: unknown): string =>
  inspect(value, { depth: null, breakLength: 120, maxStringLength: 500 });
