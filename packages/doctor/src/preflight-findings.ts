import { CAUSES } from "./cause.ts";
import { evidenceOf, headerText, isRedirect, letsIn } from "./exchange.ts";
import type { Finding } from "./finding.ts";
import type { SideContext } from "./side-findings.ts";

/** The request that was walked needs no preflight; its neighbours (JSON, tokens, PUT) will. */
export function findUnansweredPreflight(context: SideContext): Finding[] {
  const { surroundings, policy, preflighted } = context;
  const { friend, asking } = surroundings;
  const { status } = asking.response;
  if (preflighted || !letsIn(friend) || status < 300) return [];
  const code =
    status === 404 || status === 405 || status === 501
      ? "preflight-404-405"
      : isRedirect(asking)
        ? "preflight-redirect"
        : "preflight-not-ok-auth";
  const { title, why } = CAUSES[code];
  return [
    {
      code,
      // A server of nothing but public files needs no preflight, and says 405 with every right.
      severity: code === "preflight-404-405" ? "note" : "warning",
      where: title,
      evidence: evidenceOf(asking),
      why: `This request needs none, but one with JSON, authorization or PUT does. ${why}`,
      fix: policy,
    },
  ];
}

/** The preflight lets the origin in, and the answer that counts does not. */
export function findPreflightOnly({ surroundings, policy, answered }: SideContext): Finding[] {
  const { friend, asking } = surroundings;
  if (answered || !letsIn(asking) || letsIn(friend) || friend.response.status >= 300) return [];
  const { title, why } = CAUSES["preflight-only-headers"];
  return [
    {
      code: "preflight-only-headers",
      severity: "warning",
      where: title,
      evidence: [...evidenceOf(asking), ...evidenceOf(friend)],
      why: `${why} This was seen with GET, as the request itself was not sent.`,
      fix: policy,
    },
  ];
}

/** What engines honour at most: Firefox 86400, Chromium 7200, WebKit 600 seconds. */
const LONGEST_MAX_AGE = 86_400;

/** A number of seconds that nobody waits. */
export function findMaxAge({ surroundings, policy }: SideContext): Finding[] {
  const { asking } = surroundings;
  const maxAge = headerText(asking.response, "access-control-max-age");
  if (maxAge === undefined || (/^\d+$/.test(maxAge) && Number(maxAge) <= LONGEST_MAX_AGE)) {
    return [];
  }
  return [
    {
      code: "max-age-misjudged",
      severity: "warning",
      where: "No engine honours this Access-Control-Max-Age",
      evidence: evidenceOf(asking),
      why: "It is more than 86400 seconds, or no whole number. Firefox caps it at 86400, Chromium at 7200, WebKit at 600; 7200 is enough.",
      fix: policy,
    },
  ];
}

const LISTS = [
  "access-control-allow-methods",
  "access-control-allow-headers",
  "access-control-allow-credentials",
];

/** A stranger that is refused, and told all the same what others may. */
export function findDisclosedLists({ surroundings, stack, policy }: SideContext): Finding[] {
  const { strangerAsking } = surroundings;
  const { response } = strangerAsking;
  const isRefused = headerText(response, "access-control-allow-origin") === undefined;
  if (!isRefused || LISTS.every((name) => headerText(response, name) === undefined)) return [];
  return [
    {
      code: "lists-disclosed",
      severity: "note",
      where: "A refused origin is told the lists",
      evidence: evidenceOf(strangerAsking),
      why: "Methods and headers are told to whoever asks. It blocks nobody, and helps a stranger to look around.",
      // Starlette's middleware tells everybody, whatever it is told.
      fix: stack === "fastapi" ? undefined : policy,
    },
  ];
}

/** Redirects between `/orders` and `/orders/` are fatal to preflights, which are not followed. */
export function findSlashRedirect({ surroundings, policy }: SideContext): Finding[] {
  const { friend, asking, otherSlash, otherSlashAsking } = surroundings;
  if (isRedirect(friend) || isRedirect(asking)) return [];
  const fatal = [otherSlashAsking, otherSlash].find(
    (exchange) => isRedirect(exchange) && (exchange === otherSlashAsking || !letsIn(exchange)),
  );
  if (fatal === undefined) return [];
  return [
    {
      code: "slash-redirect",
      severity: "note",
      where: "The URL with the other slash is redirected",
      evidence: evidenceOf(fatal),
      why: `A page that calls this spelling is blocked: preflights are not followed, and a redirect without CORS headers is not either. Call ${friend.request.url} as it is written here, or answer CORS ahead of the redirect.`,
      fix: policy,
    },
  ];
}

/** An OPTIONS request without Access-Control-Request-Method is none of CORS's business. */
export function findSwallowedOptions({ surroundings, policy }: SideContext): Finding[] {
  const { plainOptions } = surroundings;
  if (headerText(plainOptions.response, "access-control-allow-methods") === undefined) return [];
  return [
    {
      code: "options-swallowed",
      severity: "note",
      where: "Every OPTIONS is answered as a preflight",
      evidence: evidenceOf(plainOptions),
      why: "This request asked for no method, so it was no preflight. The application's own OPTIONS routes are never reached.",
      fix: policy,
    },
  ];
}
