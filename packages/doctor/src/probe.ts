import type { Policy } from "@corsage/core";
import { parse } from "tldts";
import type { Finding, Severity } from "./finding.ts";
import { foreignOrigins } from "./foreign-origins.ts";
import { randomOrigins } from "./random-origins.ts";

/** How many random origins are asked about: enough to meet a careless rule, few enough for one that asks a database. */
const RANDOM = 64;

/** Evidence lines of one finding: what comes after repeats what came before. */
const MOST = 5;

/** Origins of which a rule should let in none, and what it is called if it does. */
interface Suspicion {
  readonly code: string;
  readonly severity: Severity;
  readonly attempts: readonly { readonly origin: string; readonly why: string }[];
}

/**
 * Asks a policy about origins that its author cannot have meant: look-alikes of the listed ones and of those that its
 * rules name, and random ones. A list of literals answers for itself; RegExps, patterns and functions are what this is
 * for.
 */
export async function probePolicy(
  policy: Policy,
  random: () => number = Math.random,
): Promise<readonly Finding[]> {
  const { origin } = policy.options;
  if (origin === "*" || !Array.isArray(origin)) return [];
  const rules: readonly unknown[] = origin;
  const literals = rules.filter((rule) => typeof rule === "string");
  const exact = literals.filter((rule) => !rule.includes("*"));
  if (exact.length === rules.length) return [];
  const named = rules.flatMap((rule) => (typeof rule === "string" ? [] : originsIn(rule)));
  const patterns = literals.map((rule) => rule.replaceAll(":*", "").replaceAll(/\*+/g, "x"));
  const friends = [...new Set([...patterns, ...named])].filter((friend) => URL.canParse(friend));
  const known = new Set([...exact, ...friends]);
  const failed: string[] = [];
  const findings: Finding[] = [];
  for (const { code, severity, attempts } of suspicionsOf(friends, random)) {
    const allowed = new Map<string, string>();
    for (const { origin: suspect, why } of attempts) {
      if (known.has(suspect)) continue;
      // One at a time: a rule may look up a database that this process should not flood.
      // oxlint-disable-next-line no-await-in-loop
      const decision = await policy.decide({ method: "GET", origin: suspect });
      if (decision.code === "origin-check-failed") failed.push(suspect);
      else if (decision.allowed) allowed.set(suspect, why);
    }
    if (allowed.size > 0) findings.push(tooOpen(code, severity, allowed));
  }
  return failed.length === 0 ? findings : [...findings, failing([...new Set(failed)])];
}

function suspicionsOf(friends: readonly string[], random: () => number): readonly Suspicion[] {
  const attempts = friends
    .flatMap((friend) => foreignOrigins(new URL(friend)))
    // Rules are there to admit sub-domains; `null` never reaches one.
    .filter(({ mayBeMeant, origin }) => mayBeMeant !== true && origin !== "null");
  const codes = [...new Set(attempts.map(({ code }) => code))];
  return [
    {
      code: "probe-allowed",
      severity: "error",
      attempts: randomOrigins(friends, RANDOM, random).map((origin) => ({
        origin,
        why: "A rule lets in an origin that was drawn by lot. Anybody can own it.",
      })),
    },
    ...codes.map((code) => ({
      code,
      severity: isOwnHost(code) ? ("warning" as const) : ("error" as const),
      attempts: attempts.filter((attempt) => attempt.code === code),
    })),
  ];
}

/** Another scheme or port of a host is still in the hands of whoever has the host, or is on the way to it. */
const isOwnHost = (code: string): boolean =>
  code === "scheme-not-compared" || code === "port-not-compared";

/** Hosts that a rule's source names, as origins: `endsWith("example.com")`, `/\.example\.com$/`. */
function originsIn(rule: unknown): readonly string[] {
  const source =
    typeof rule === "object" && rule !== null && "test" in rule && !(rule instanceof RegExp)
      ? String(rule.test)
      : String(rule);
  const text = source.replaceAll(/\\(?=[./-])/g, "");
  const hosts = [
    ...text.matchAll(
      /(?<![\w.-])(?:(?<scheme>https?):\/\/)?\.?(?<host>(?:[a-z0-9-]+\.)+[a-z]{2,})(?![\w(-])/g,
    ),
  ];
  // `origin.length` looks like a host, too, and ends in nothing that anybody can register.
  const named = hosts.filter(
    ({ groups }) => groups?.["scheme"] !== undefined || parse(groups?.["host"] ?? "").isIcann,
  );
  return named.map(({ groups }) => `${groups?.["scheme"] ?? "https"}://${groups?.["host"]}`);
}

function tooOpen(code: string, severity: Severity, allowed: ReadonlyMap<string, string>): Finding {
  return {
    code,
    severity,
    where: "origin",
    evidence: listed([...allowed.keys()], "is allowed"),
    why: [...new Set(allowed.values())].join(" "),
    fix: 'Compare whole origins, or use a pattern: "https://*.example.com"',
  };
}

function failing(suspects: readonly string[]): Finding {
  return {
    code: "probe-failed",
    severity: "warning",
    where: "origin",
    evidence: listed(suspects, "got no answer"),
    why: "A rule threw, rejected, took too long or returned neither true nor false. Such an origin is refused with 503.",
  };
}

function listed(origins: readonly string[], verb: string): readonly string[] {
  const more = origins.length - MOST;
  return [
    ...origins.slice(0, MOST).map((origin) => `${origin} ${verb}`),
    ...(more > 0 ? [`and ${more} more`] : []),
  ];
}
