import type { Report } from "./finding.ts";

/** The report as Markdown, for an issue or a pull request. */
export function toMarkdown(report: Report): string {
  const blocks = [`## corsage ${report.command}: ${inline(report.subject)}`, report.summary];
  for (const { title, lines } of report.details) blocks.push(`### ${title}`, fence(lines));
  for (const { code, severity, where, evidence, why, fix } of report.findings) {
    blocks.push(`### ${severity}: ${inline(where)} (${inline(code)})`, why);
    if (evidence.length > 0) blocks.push(fence(evidence));
    if (fix !== undefined) blocks.push("Fix:", fence([fix]));
  }
  return `${blocks.join("\n\n")}\n`;
}

function inline(text: string): string {
  return `\`${text.replaceAll("`", "'")}\``;
}

// Longer than any run of backticks inside, so that a server's answer cannot close it.
function fence(lines: readonly string[]): string {
  const text = lines.join("\n");
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const ticks = "`".repeat(longest + 1);
  return `${ticks}\n${text}\n${ticks}`;
}
