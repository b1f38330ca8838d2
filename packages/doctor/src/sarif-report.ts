import type { Finding, Report } from "./finding.ts";

/**
 * The reports as one SARIF 2.1.0 log, which code hosts show. Our severities are its levels.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function toSarif(reports: readonly Report[]): string {
  const findings = reports.flatMap((report) => report.findings);
  const rules = [...new Map(findings.map((finding) => [finding.code, finding])).values()];
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "corsage",
            rules: rules.map(({ code, where }) => ({
              id: code,
              shortDescription: { text: where },
            })),
          },
        },
        results: reports.flatMap((report) =>
          report.findings.map((finding) =>
            toResult(
              finding,
              report,
              rules.findIndex(({ code }) => code === finding.code),
            ),
          ),
        ),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function toResult(finding: Finding, { target }: Report, ruleIndex: number): object {
  const { code, severity, where, evidence, why, fix } = finding;
  const text = [why, ...evidence, ...(fix === undefined ? [] : [`Fix: ${fix}`])].join("\n");
  const physical =
    target === undefined ? {} : { physicalLocation: { artifactLocation: { uri: uriOf(target) } } };
  return {
    ruleId: code,
    ruleIndex,
    level: severity,
    message: { text },
    locations: [{ ...physical, logicalLocations: [{ fullyQualifiedName: where }] }],
  };
}

/** A file's path becomes a relative URI; a URL is one already. */
function uriOf(target: string): string {
  if (/^https?:/i.test(target)) return new URL(target).href;
  return target
    .replaceAll("\\", "/")
    .split("/")
    .map((part) => encodeURIComponent(part))
    .join("/");
}
