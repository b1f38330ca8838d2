import {
  allowsCredentials,
  evidenceOf,
  type Exchange,
  namesOrigin,
  type Prober,
} from "./exchange.ts";
import type { Finding, Report } from "./finding.ts";
import { type Attempt, foreignOrigins } from "./foreign-origins.ts";

/**
 * The security probes alone: fifteen safe requests to one URL at most, one after the other. Redirects are not
 * followed, so no other host is ever asked. `listed` is an origin that the server lets in, to be imitated; without it
 * the URL's own is.
 * @throws UnreachableError if the server does not answer.
 */
export async function scan(target: string, prober: Prober, listed?: string): Promise<Report> {
  const url = new URL(target);
  const findings: Finding[] = [];
  const attempts = foreignOrigins(new URL(listed ?? url.origin));
  for (const attempt of attempts) {
    // One after the other, with the prober's pause: this is somebody's server.
    // oxlint-disable-next-line no-await-in-loop
    const exchange = await prober.send("GET", url.href, { origin: attempt.origin });
    if (!namesOrigin(exchange)) continue;
    findings.push(findingOf(attempt, exchange));
    if (attempt.code === "origin-reflected") break; // the others can only repeat it
  }
  return {
    command: "scan",
    subject: target,
    target,
    summary:
      findings.length === 0
        ? `None of ${attempts.length} foreign origins is let in.`
        : "Foreign origins are let in.",
    details: [],
    findings,
  };
}

function findingOf({ code, title, why, mayBeMeant }: Attempt, exchange: Exchange): Finding {
  const cookies = allowsCredentials(exchange);
  const reflects = code === "origin-reflected";
  return {
    // The same faults have the same codes in `check`.
    code: reflects && cookies ? "origin-reflected-with-credentials" : code,
    severity: cookies && mayBeMeant !== true ? "error" : "warning",
    where: `Let in: ${title}`,
    evidence: evidenceOf(exchange),
    why: cookies ? `${why} With credentials, it reads the user's data and acts as the user.` : why,
    fix: 'List exact origins, or use a pattern for whole labels: "https://*.example.com"',
  };
}
