import type { IssueCode } from "../src/index.ts";

/** Options with one fault, and everything that is said of it. */
export interface IssueRow {
  readonly title: string;
  readonly options: unknown;
  readonly code: IssueCode;
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly fix: string | undefined;
}
