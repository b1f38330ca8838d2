import { ISSUE_SENTENCES, type IssueDetails } from "./issue-sentences.ts";

/** Everything options can be faulted for. A closed set: switch on it. Each is explained in docs/issues.md. */
export type IssueCode = keyof IssueDetails;

/** A fault in options, as data. */
export interface PolicyIssue {
  readonly code: IssueCode;
  /** An error stops start-up; a warning is kept on the policy and logged once. */
  readonly severity: "error" | "warning";
  /** Where, from the options object down: `['origin', 0]`. Empty for the object itself. */
  readonly path: readonly (string | number)[];
  readonly value: unknown;
  /** What is wrong and why it matters, in a sentence. */
  readonly message: string;
  /** Code to paste at `path`. */
  readonly fix?: string | undefined;
}

/** Derives the sentence and the fix from the data. */
export function createIssue<C extends IssueCode>(
  code: C,
  path: readonly (string | number)[],
  value: unknown,
  detail: IssueDetails[C],
): PolicyIssue {
  const { severity, message, fix } = ISSUE_SENTENCES[code];
  return Object.freeze({
    code,
    severity,
    path: Object.freeze([...path]),
    value,
    message: message(value, detail),
    fix: fix?.(value, detail),
  });
}

/** Thrown once, with every error found. `issues` is for programs, `message` for people. */
export class PolicyError extends Error {
  override readonly name = "PolicyError";
  readonly issues: readonly PolicyIssue[];

  constructor(issues: readonly PolicyIssue[]) {
    const errors = issues.filter((issue) => issue.severity === "error");
    const count = errors.length === 1 ? "one error" : `${errors.length} errors`;
    super(`These CORS options cannot be used (${count}):\n${errors.map(formatIssue).join("")}`);
    this.issues = issues;
  }
}

/** An issue as the lines a person reads in a terminal, starting with a line break. */
export function formatIssue(issue: PolicyIssue): string {
  const fix = issue.fix === undefined ? "" : `\n    write: ${issue.fix}`;
  return `\n  ${formatPath(issue.path)}: ${issue.message}${fix}\n    about: docs/issues.md#${issue.code}\n`;
}

/** `['paths', 0, 'policy']` as `paths[0].policy`. */
export function formatPath(path: readonly (string | number)[]): string {
  if (path.length === 0) return "options";
  return path
    .map((part, index) =>
      typeof part === "number" ? `[${part}]` : index === 0 ? part : `.${part}`,
    )
    .join("");
}
