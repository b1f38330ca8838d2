import { evidenceOf, type Exchange, headerText } from "./exchange.ts";
import type { Finding } from "./finding.ts";

/** The policy must not depend on who is logged in: some frameworks name the origin only beside a cookie. */
export function findCookieDependence(without: Exchange, withCookie: Exchange): Finding[] {
  const name = "access-control-allow-origin";
  if (headerText(without.response, name) === headerText(withCookie.response, name)) return [];
  return [
    {
      code: "cookie-dependent",
      severity: "warning",
      where: "the policy depends on a cookie",
      evidence: [...evidenceOf(without), ...evidenceOf(withCookie)],
      why: "The same origin gets different answers with and without a cookie. Whoever is not logged in yet is blocked, and caches mix the two up.",
      fix: "Decide by Origin alone, and name exact origins.",
    },
  ];
}

/** Redirects between `/orders` and `/orders/` are fatal to preflights, which are not followed. */
export function findSlashRedirect(url: string, friend: Exchange, other: Exchange): Finding[] {
  const isRedirect = ({ response }: Exchange): boolean =>
    response.status >= 300 && response.status < 400 && response.status !== 304;
  if (isRedirect(friend) || !isRedirect(other)) return [];
  return [
    {
      code: "slash-redirect",
      severity: "note",
      where: "the URL with the other slash is redirected",
      evidence: evidenceOf(other),
      why: "A page that calls the other spelling with a preflight is blocked: browsers do not follow redirects there.",
      fix: `Call ${url} as it is written here.`,
    },
  ];
}

/** An OPTIONS request without Access-Control-Request-Method is none of CORS's business. */
export function findSwallowedOptions(plain: Exchange): Finding[] {
  const isAnswered = headerText(plain.response, "access-control-allow-methods") !== undefined;
  if (!isAnswered) return [];
  return [
    {
      code: "options-swallowed",
      severity: "note",
      where: "every OPTIONS is answered as a preflight",
      evidence: evidenceOf(plain),
      why: "This request asked for no method, so it was no preflight. The application's own OPTIONS routes are never reached.",
    },
  ];
}
