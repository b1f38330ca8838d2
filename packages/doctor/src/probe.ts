import type { Policy } from "@corsage/core";
import type { Finding } from "./finding.ts";

/** Strangers, and strangers dressed as friends of `friend`. */
function strangersTo(friend: string): readonly string[] {
  const host = friend.replace(/^[a-z+.-]+:\/\//, "").replace(/:\d+$/, "");
  return [
    "https://corsage-probe.invalid",
    `https://${host}.corsage-probe.invalid`,
    `https://corsage-probe-${host.replaceAll(".", "-")}.invalid`,
    `https://corsage-probe${host}`,
    `https://${host.replace(".", "x")}`,
    `http://${host}`,
    `https://${host}:6666`,
  ];
}

/**
 * Asks a policy about origins that its author cannot have meant. A list of literals answers for itself; RegExps and
 * functions are what this is for.
 */
export async function probePolicy(policy: Policy): Promise<readonly Finding[]> {
  const { origin } = policy.options;
  if (origin === "*" || !Array.isArray(origin)) return [];
  const literals: readonly string[] = origin.filter((rule) => typeof rule === "string");
  if (literals.length === origin.length) return [];
  const friends = literals.length === 0 ? ["https://app.example.com"] : literals;
  const suspects = new Set(friends.flatMap((friend) => strangersTo(friend.replaceAll("*", "x"))));
  const findings: Finding[] = [];
  for (const suspect of suspects) {
    if (literals.includes(suspect)) continue;
    // One at a time: a rule may look up a database that this process should not flood.
    // oxlint-disable-next-line no-await-in-loop
    const decision = await policy.decide({ method: "GET", origin: suspect });
    if (decision.code === "origin-check-failed") findings.push(failing(suspect));
    else if (decision.allowed) findings.push(tooOpen(suspect));
  }
  return findings;
}

function tooOpen(origin: string): Finding {
  return {
    code: "probe-allowed",
    severity: "error",
    where: "origin",
    evidence: [`${origin} is allowed`],
    why: "A rule lets in an origin that only looks like a listed one. Anybody can own it.",
    fix: 'Compare whole origins, or use a pattern: "https://*.example.com"',
  };
}

function failing(origin: string): Finding {
  return {
    code: "probe-failed",
    severity: "warning",
    where: "origin",
    evidence: [`no answer about ${origin}`],
    why: "A rule threw, rejected, took too long or returned neither true nor false. Such an origin is refused with 503.",
  };
}
