import type { Finding, Report, Section, Severity } from "./finding.ts";
import { fold, paint, printable, type Style, type Terminal, wrap } from "./terminal.ts";

const STYLES: Readonly<Record<Severity, Style>> = { error: "red", warning: "yellow", note: "cyan" };

/** The report for a person at a terminal. */
export function printReport(report: Report, terminal: Terminal): void {
  const { width } = terminal;
  const subject = printable(report.subject);
  terminal.write(`${markOf(report, terminal)} ${paint(terminal, "bold", subject)}\n`);
  terminal.write(wrap(report.summary, width, "  "));
  for (const section of report.details) printSection(section, terminal);
  const told = new Set<string>();
  for (const finding of report.findings) {
    printFinding(finding, finding.fix !== undefined && told.has(finding.fix), terminal);
    if (finding.fix !== undefined) told.add(finding.fix);
  }
  const count = countOf(report);
  if (count !== undefined) terminal.write(`\n  ${paint(terminal, "dim", count)}\n`);
}

function printSection({ title, lines }: Section, terminal: Terminal): void {
  terminal.write(`\n  ${paint(terminal, "bold", title)}\n`);
  for (const line of lines) terminal.write(fold(printable(line), terminal, "    ", "      "));
}

function printFinding(finding: Finding, isFixTold: boolean, terminal: Terminal): void {
  const { code, severity, where, evidence, why, fix } = finding;
  const label = paint(terminal, STYLES[severity], severity);
  const title = `${paint(terminal, "bold", printable(where))} ${paint(terminal, "dim", `[${code}]`)}`;
  terminal.write(`\n  ${label} ${title}\n`);
  const bar = paint(terminal, "dim", "│");
  for (const line of evidence) {
    terminal.write(fold(printable(line), terminal, `    ${bar} `, `    ${bar}   `));
  }
  terminal.write(wrap(printable(why), terminal.width, "    "));
  if (fix !== undefined) printFix(fix, isFixTold, terminal);
}

function printFix(fix: string, isTold: boolean, terminal: Terminal): void {
  const label = paint(terminal, "green", "fix");
  if (isTold) {
    terminal.write(`    ${label} as above\n`);
    return;
  }
  // A sentence is wrapped; code is to be copied, and stays as it is.
  const isSentence = !/[(){};\n]/.test(fix);
  const told = isSentence ? wrap(fix, terminal.width, "        ").trim() : fix;
  const [first = "", ...rest] = isSentence ? told.split(/\n {8}/) : told.split("\n");
  terminal.write(`    ${label} ${printable(first)}\n`);
  for (const line of rest) terminal.write(line === "" ? "\n" : `        ${printable(line)}\n`);
}

/** How much there is, where it is more than a screen shows at once. */
function countOf({ findings }: Report): string | undefined {
  if (findings.length < 2) return undefined;
  const severities: readonly Severity[] = ["error", "warning", "note"];
  const counts = severities.map((severity) => {
    const { length } = findings.filter((finding) => finding.severity === severity);
    return length === 0 ? "" : `${length} ${severity}${length === 1 ? "" : "s"}`;
  });
  return counts.filter((count) => count !== "").join(", ");
}

function markOf({ findings }: Report, terminal: Terminal): string {
  const has = (severity: Severity): boolean =>
    findings.some((finding) => finding.severity === severity);
  if (has("error")) return paint(terminal, "red", "✗");
  return has("warning") ? paint(terminal, "yellow", "!") : paint(terminal, "green", "✓");
}
