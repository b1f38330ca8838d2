import type { Outcome } from "@corsage/browser";

/** How much a finding matters: `error` blocks pages or opens data, `warning` will, `note` is worth knowing. */
export type Severity = "error" | "warning" | "note";

/** One thing that was found, as data; every output format is a view of it. */
export interface Finding {
  /** Stable: of an issue (docs/issues.md), of a cause, or of the command that found it. */
  readonly code: string;
  readonly severity: Severity;
  /** Where: a path in options, or what is wrong in a few words. */
  readonly where: string;
  /** What was seen, line by line, as it was. */
  readonly evidence: readonly string[];
  /** What it means and why it matters, in a sentence or two. */
  readonly why: string;
  /** What to write or do, if that can be told. */
  readonly fix?: string | undefined;
}

/** What a command found. */
export interface Report {
  readonly command: "check" | "explain" | "lint" | "scan";
  /** What was looked at: a request, a file, a console line. */
  readonly subject: string;
  /** The URL or the file behind it, if there is one. */
  readonly target?: string | undefined;
  /** `check`: what becomes of the request; `unsent` if it was not tried, as it may change something. */
  readonly outcome?: Outcome | "unsent" | undefined;
  /** The outcome in one sentence. */
  readonly summary: string;
  /** Paragraphs between the summary and the findings: steps taken, code printed. */
  readonly details: readonly Section[];
  readonly findings: readonly Finding[];
}

/** A titled block of lines. */
export interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

/** The exit code that a report stands for: 0 passes, 1 errors found. 2 is usage, 3 unreachable. */
export function exitCodeOf(report: Report): 0 | 1 {
  return report.findings.some((finding) => finding.severity === "error") ? 1 : 0;
}

const RANKS: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

/** What matters most comes first; what matters as much stays in the order in which it was found. */
export function bySeverity(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((one, other) => RANKS[one.severity] - RANKS[other.severity]);
}
