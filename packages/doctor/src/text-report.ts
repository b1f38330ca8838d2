import type { Finding, Report, Severity } from "./finding.ts";
import { paint, type Style, type Terminal, wrap } from "./terminal.ts";

const STYLES: Readonly<Record<Severity, Style>> = { error: "red", warning: "yellow", note: "cyan" };

/** The report for a person at a terminal. */
export function printReport(report: Report, terminal: Terminal): void {
  const { width } = terminal;
  terminal.write(`${markOf(report, terminal)} ${paint(terminal, "bold", report.subject)}\n`);
  terminal.write(wrap(report.summary, width, "  "));
  for (const { title, lines } of report.details) {
    terminal.write(`\n  ${paint(terminal, "bold", title)}\n`);
    for (const line of lines) terminal.write(`    ${line}\n`);
  }
  const told = new Set<string>();
  for (const finding of report.findings) {
    printFinding(finding, finding.fix !== undefined && told.has(finding.fix), terminal);
    if (finding.fix !== undefined) told.add(finding.fix);
  }
}

function printFinding(finding: Finding, isFixTold: boolean, terminal: Terminal): void {
  const { code, severity, where, evidence, why, fix } = finding;
  const label = paint(terminal, STYLES[severity], severity);
  terminal.write(`\n  ${label} ${where} ${paint(terminal, "dim", code)}\n`);
  for (const line of evidence) terminal.write(`    ${paint(terminal, "dim", "│")} ${line}\n`);
  terminal.write(wrap(why, terminal.width, "    "));
  if (fix === undefined) return;
  if (isFixTold) {
    terminal.write(`    ${paint(terminal, "green", "fix")} as above\n`);
    return;
  }
  // A sentence is wrapped; code is to be copied, and stays as it is.
  const isSentence = !/[(){};\n]/.test(fix);
  const told = isSentence ? wrap(fix, terminal.width, "        ").trim() : fix;
  const [first = "", ...rest] = isSentence ? told.split(/\n {8}/) : told.split("\n");
  terminal.write(`    ${paint(terminal, "green", "fix")} ${first}\n`);
  for (const line of rest) terminal.write(line === "" ? "\n" : `        ${line}\n`);
}

function markOf({ findings }: Report, terminal: Terminal): string {
  const has = (severity: Severity): boolean =>
    findings.some((finding) => finding.severity === severity);
  if (has("error")) return paint(terminal, "red", "✗");
  return has("warning") ? paint(terminal, "yellow", "!") : paint(terminal, "green", "✓");
}
