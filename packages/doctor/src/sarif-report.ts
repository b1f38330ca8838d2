import type { Finding, Report, Severity } from "./finding.ts";

const LEVELS: Readonly<Record<Severity, "error" | "warning" | "note">> = {
  error: "error",
  warning: "warning",
  note: "note",
};

/** The report as SARIF 2.1.0, which code hosts show: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export function toSarif(report: Report): string {
  const codes = [...new Set(report.findings.map((finding) => finding.code))];
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "corsage", rules: codes.map((id) => ({ id })) } },
        results: report.findings.map((finding) => toResult(finding, report.subject)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function toResult(finding: Finding, subject: string): object {
  const { code, severity, where, evidence, why, fix } = finding;
  const text = [why, ...evidence, ...(fix === undefined ? [] : [`Fix: ${fix}`])].join("\n");
  return {
    ruleId: code,
    level: LEVELS[severity],
    message: { text },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: subject } },
        logicalLocations: [{ fullyQualifiedName: where }],
      },
    ],
  };
}
