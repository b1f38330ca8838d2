import { evidenceOf, headerText, headerValues, letsIn, variesByOrigin } from "./exchange.ts";
import type { Finding } from "./finding.ts";
import type { SideContext } from "./side-findings.ts";

const ORIGIN = "access-control-allow-origin";

/** Headers of which browsers take one line only. */
const SINGLE = [ORIGIN, "access-control-allow-credentials"];

/** Two layers, each with its line. */
export function findDuplicates({ surroundings, policy }: SideContext): Finding[] {
  const found = [surroundings.friend, surroundings.asking].find(({ response }) =>
    SINGLE.some((name) => headerValues(response, name).length > 1),
  );
  if (found === undefined) return [];
  return [
    {
      code: "acao-multiple",
      severity: "error",
      where: "Two layers set the same header",
      evidence: evidenceOf(found),
      why: "Browsers reject two lines, even if they are equal. Let one layer answer: a proxy in front should take out what the application sets, or set nothing.",
      fix: policy,
    },
  ];
}

/** Answers that differ by origin must say so, the ones that grant nothing included. */
export function findVary({ surroundings, policy }: SideContext): Finding[] {
  const exchanges = [surroundings.friend, surroundings.nobody, surroundings.stranger];
  const granted = exchanges.map(({ response }) => headerText(response, ORIGIN));
  if (new Set(granted).size === 1) return [];
  const silent = exchanges.find(({ response }) => !variesByOrigin(response));
  if (silent === undefined) return [];
  const isPartial = exchanges.some(({ response }) => variesByOrigin(response));
  return [
    {
      code: isPartial ? "vary-partial" : "vary-missing",
      severity: "warning",
      where: "Vary: Origin is missing",
      evidence: evidenceOf(silent),
      why: `The answer depends on Origin${isPartial ? ", and only some answers say so" : ", and does not say so"}. A cache then gives one origin's answer to another, and the browser blocks it. It belongs on every answer of this URL, also without Origin and when refused.`,
      fix: policy,
    },
  ];
}

/** Errors that the page cannot read, beside answers that it can. */
export function findSilentErrors({ surroundings, policy }: SideContext): Finding[] {
  const { friend, asking, missing } = surroundings;
  const isGranted = letsIn(friend) || letsIn(asking);
  const silent = [friend, missing].find(
    ({ response }) => response.status >= 400 && headerText(response, ORIGIN) === undefined,
  );
  if (!isGranted || silent === undefined) return [];
  return [
    {
      code: "error-response-without-cors",
      severity: "warning",
      where: "Errors carry no CORS headers",
      evidence: evidenceOf(silent),
      why: "A page cannot tell this error from a CORS failure; its developers will look in the wrong place.",
      fix: policy,
    },
  ];
}

/** The policy must not depend on who is logged in: some frameworks name the origin only beside a cookie. */
export function findCookieDependence({ surroundings, policy }: SideContext): Finding[] {
  const { friend, withCookie } = surroundings;
  if (headerText(friend.response, ORIGIN) === headerText(withCookie.response, ORIGIN)) return [];
  return [
    {
      code: "cookie-dependent",
      severity: "warning",
      where: "The policy depends on a cookie",
      evidence: [...evidenceOf(friend), ...evidenceOf(withCookie)],
      why: "The same origin gets different answers with and without a cookie. Whoever is not logged in yet is blocked, and caches mix the two up.",
      fix: policy,
    },
  ];
}
