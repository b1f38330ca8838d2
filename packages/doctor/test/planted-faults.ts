import { failures } from "./planted-failures.ts";
import type { Row } from "./planted-row.ts";
import { weaknesses } from "./planted-weaknesses.ts";

/** Every planted fault. */
export const rows: readonly Row[] = [...failures, ...weaknesses];
