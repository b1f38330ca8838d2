import {
  checkPolicy,
  type CorsRequest,
  describeDecision,
  formatPath,
  isPolicy,
  judge,
  parsePolicy,
  type Policy,
  type PolicyIssue,
} from "@corsage/core";
import { bySeverity, type Finding, type Report, type Section } from "./finding.ts";
import { printValue } from "./options-source.ts";
import { probePolicy } from "./probe.ts";

export interface LintOptions {
  /** Name of the file, for the report. */
  readonly subject: string;
  /** Requests whose decisions to show. */
  readonly requests: readonly CorsRequest[];
  /** Whether to ask RegExps and functions about origins that no list should hold. */
  readonly probe: boolean;
}

/** Checks options, or a Policy, as start-up would, and shows what it decides. */
export async function lint(value: unknown, options: LintOptions): Promise<Report> {
  const findings = checkPolicy(value).map((issue) => findingOf(issue));
  const errors = findings.filter((finding) => finding.severity === "error").length;
  if (errors > 0) {
    const count = errors === 1 ? "one error" : `${errors} errors`;
    return report(options, `This policy does not start: ${count}.`, [], findings);
  }
  const policy = parsePolicy(value);
  const details = await Promise.all(options.requests.map((request) => decisionOf(policy, request)));
  if (options.probe) findings.push(...(await probePolicy(policy)));
  const isOpen = findings.some(({ severity }) => severity === "error");
  const summary =
    findings.length === 0
      ? "This policy is sound."
      : isOpen
        ? "This policy starts, and lets in whom it should not."
        : "This policy starts, with remarks.";
  return report(options, summary, [canonical(value, policy), ...details], findings);
}

function report(
  { subject }: LintOptions,
  summary: string,
  details: readonly Section[],
  findings: readonly Finding[],
): Report {
  return {
    command: "lint",
    subject,
    target: subject,
    summary,
    details,
    findings: bySeverity(findings),
  };
}

function findingOf(issue: PolicyIssue): Finding {
  const { code, severity, path, message, fix } = issue;
  return { code, severity, where: formatPath(path), evidence: [], why: message, fix };
}

async function decisionOf(policy: Policy, request: CorsRequest): Promise<Section> {
  const decision = await judge(policy, request);
  const asked = request.requestMethod === undefined ? "" : ` for ${request.requestMethod}`;
  const lines = [describeDecision(decision, request)];
  if (decision.answer !== undefined) lines.push(`answered with ${decision.answer}`);
  lines.push(...Object.entries(decision.headers).map(([name, value]) => `${name}: ${value}`));
  if (decision.vary !== "") lines.push(`vary: ${decision.vary}`);
  return { title: `${request.method}${asked} from ${request.origin ?? "no origin"}`, lines };
}

/** What the defaults came to: the part of a policy that nobody wrote down. */
function canonical(value: unknown, policy: Policy): Section {
  const written = isPolicy(value) ? {} : Object(value);
  const defaults = Object.entries(policy.options).filter(([name]) => !(name in written));
  return {
    title: isPolicy(value) ? "options in force" : "defaults in force",
    lines: defaults.map(([name, default_]) => `${name}: ${printValue(default_)}`),
  };
}
