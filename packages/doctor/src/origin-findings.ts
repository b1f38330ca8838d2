import { allowsCredentials, evidenceOf, headerText, namesOrigin } from "./exchange.ts";
import type { Finding } from "./finding.ts";
import type { SideContext } from "./side-findings.ts";

/** Whoever asks is let in: by repeating what was sent, or by `null`, which everybody can send. */
export function findReflection({ surroundings, policy }: SideContext): Finding[] {
  const { stranger, nullOrigin } = surroundings;
  const findings: Finding[] = [];
  if (namesOrigin(stranger)) {
    const cookies = allowsCredentials(stranger);
    findings.push({
      code: cookies ? "origin-reflected-with-credentials" : "origin-reflected",
      severity: cookies ? "error" : "warning",
      where: "Every origin is let in",
      evidence: evidenceOf(stranger),
      why: cookies
        ? "The server repeats whatever origin asks, with credentials: any site can read the user's data and act as the user."
        : "The server repeats whatever origin asks. If everybody may read, it should say * and be cacheable.",
      fix: policy,
    });
  }
  if (namesOrigin(nullOrigin)) {
    findings.push({
      code: "null-origin-allowed",
      severity: allowsCredentials(nullOrigin) ? "error" : "warning",
      where: "The origin null is let in",
      evidence: evidenceOf(nullOrigin),
      why: "Sandboxed frames, local files and redirects of any site send Origin: null. Whoever is let in by it is everybody.",
      fix: policy,
    });
  }
  return findings;
}

/** `*` with credentials is what no browser takes, so somebody meant something else. */
export function findWildcardWithCredentials({ surroundings, policy }: SideContext): Finding[] {
  const found = [surroundings.friend, surroundings.asking].find(
    (exchange) =>
      headerText(exchange.response, "access-control-allow-origin") === "*" &&
      allowsCredentials(exchange),
  );
  if (found === undefined) return [];
  return [
    {
      code: "wildcard-with-credentials",
      severity: "error",
      where: "* beside credentials",
      evidence: evidenceOf(found),
      why: "No browser accepts both together, so pages that send cookies are blocked.",
      fix: policy,
    },
  ];
}
