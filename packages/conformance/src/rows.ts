import type { Origins } from "./origins.ts";
import type { Row, RowGroup } from "./row.ts";
import { caching } from "./rows/caching.ts";
import { credentials } from "./rows/credentials.ts";
import { enforcement } from "./rows/enforcement.ts";
import { errors } from "./rows/errors.ts";
import { exposure } from "./rows/exposure.ts";
import { hostile } from "./rows/hostile.ts";
import { nullOrigin } from "./rows/null.ts";
import { origins } from "./rows/origins.ts";
import { policies } from "./rows/policies.ts";
import { preflight } from "./rows/preflight.ts";
import { redirects } from "./rows/redirects.ts";
import { simple } from "./rows/simple.ts";
import { streams } from "./rows/streams.ts";

/** The whole table, in named groups. */
export const rowGroups: Readonly<Record<string, RowGroup>> = {
  simple,
  preflight,
  credentials,
  origins,
  null: nullOrigin,
  policies,
  errors,
  redirects,
  streams,
  caching,
  exposure,
  hostile,
  enforcement,
};

/** Every row, written over `origins`. */
export function allRows(named: Origins): readonly Row[] {
  return Object.values(rowGroups).flatMap((group) => group(named));
}
