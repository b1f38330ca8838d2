import type { Fault, Trace, WalkInit } from "@corsage/browser";
import { CAUSES } from "./cause.ts";
import { evidenceOf, headerMembers, headerText, headerValues, letsIn } from "./exchange.ts";
import { causeOf, type FaultContext } from "./failure-cause.ts";
import type { Finding } from "./finding.ts";
import { besidePage, fixFor } from "./fix.ts";
import { hiddenFromPage } from "./hidden-headers.ts";
import type { FixFacts } from "./policy-code.ts";
import { isNginx, type Stack } from "./stack.ts";
import type { Surroundings } from "./surroundings.ts";

/** A walk, and what is known beside it. */
export interface WalkContext {
  readonly init: WalkInit;
  readonly surroundings: Surroundings;
  readonly stack: Stack;
  readonly facts: FixFacts;
}

/** What a walk shows: the checks that fail, and what passes today but should not be relied on. */
export function findInWalk(trace: Trace, context: WalkContext): readonly Finding[] {
  return [
    ...failuresOf(trace, context),
    ...findUncoveredAuthorization(trace, context),
    ...findHiddenHeaders(trace, context),
    ...findHomelyCookies(trace, context),
    ...findDroppedHeaders(trace),
  ];
}

/** Causes by which the answer was not one to a preflight at all, so that its lists say nothing. */
const UNANSWERED: ReadonlySet<string> = new Set([
  "preflight-not-ok-auth",
  "preflight-404-405",
  "preflight-redirect",
  "route-cors-no-options",
  "add-header-inheritance",
]);

function failuresOf(trace: Trace, context: WalkContext): readonly Finding[] {
  const { failure } = trace;
  if (failure === undefined || failure.id === "network") return [];
  const findings = new Map<string, Finding>();
  for (const fault of [failure, ...failure.next]) {
    const finding = findingOf(fault, trace, context);
    if (!findings.has(finding.code)) findings.set(finding.code, finding);
    if (UNANSWERED.has(finding.code)) break;
  }
  return [...findings.values()];
}

function findingOf(fault: Fault, trace: Trace, context: WalkContext): Finding {
  const code = causeOf(fault, contextOf(fault, trace, context));
  const { title, why } = CAUSES[code];
  const { stack, facts, surroundings } = context;
  const beside = code === "add-header-inheritance" ? evidenceOf(lettingIn(surroundings)) : [];
  return {
    code,
    severity: "error",
    where: title,
    evidence: [...faultEvidence(fault, trace), ...beside],
    why,
    fix:
      code === "method-case"
        ? mendCase(fault, trace, context)
        : code === "preflight-redirect"
          ? mendRedirect(trace, context)
          : fixFor(code, stack, facts),
  };
}

const preflightOf = ({ steps }: Trace) => steps.findLast((step) => step.kind === "preflight");

function contextOf(fault: Fault, trace: Trace, { init, surroundings }: WalkContext): FaultContext {
  const { friend, root, missing, otherSlash } = surroundings;
  const preflight = preflightOf(trace);
  const listed = (name: string): readonly string[] =>
    preflight === undefined ? [] : headerMembers(preflight.response, name);
  const methods = listed("access-control-allow-methods");
  return {
    preflightPassed: preflight?.faults.length === 0,
    redirected: trace.steps.some((step) => step.kind === "redirect"),
    wildcardLists:
      init.credentials === "include" &&
      [...methods, ...listed("access-control-allow-headers")].includes("*"),
    methodInOtherCase: methods.some(
      (method) => method.toUpperCase() === fault.value?.toUpperCase(),
    ),
    listsAllow: preflight !== undefined && headerText(preflight.response, "allow") !== undefined,
    isNginx: isNginx(friend),
    grantedWithoutPreflight: letsIn(friend),
    grantedElsewhere: [root, missing, otherSlash].some((exchange) => letsIn(exchange)),
  };
}

/** The answer that does carry the headers, to stand beside the one that does not. */
function lettingIn({ friend, root, missing, otherSlash }: Surroundings): Surroundings["friend"] {
  return [friend, root, missing].find((exchange) => letsIn(exchange)) ?? otherSlash;
}

/** A page that writes `patch`, a server that lists `delete`: either side may be to blame, or both. */
function mendCase(fault: Fault, trace: Trace, { stack, facts }: WalkContext): string {
  const method = fault.value?.toUpperCase() ?? "PATCH";
  const preflight = preflightOf(trace);
  const isListed =
    preflight !== undefined &&
    headerMembers(preflight.response, "access-control-allow-methods").includes(method);
  const policy = fixFor("method-not-allowed", stack, facts);
  if (fault.value === method) return policy;
  const page = `fetch(url, { method: "${method}" })`;
  return isListed ? page : besidePage(page, stack, policy);
}

/** Where the preflight was sent to is where the page should call; an answer ahead of the redirect is the other way. */
function mendRedirect(trace: Trace, { stack, facts }: WalkContext): string {
  const preflight = preflightOf(trace);
  const location = preflight && headerText(preflight.response, "location");
  const policy = fixFor("preflight-redirect", stack, facts);
  if (preflight === undefined || location === undefined) return policy;
  if (!URL.canParse(location, preflight.request.url)) return policy;
  const final = new URL(location, preflight.request.url).href;
  return besidePage(`fetch("${final}", …), the final URL`, stack, policy).replace(
    "and on the server",
    "or, ahead of the redirect on the server",
  );
}

/** The header that a fault is about, where it is about one. */
const HEADER_OF: Partial<Readonly<Record<Fault["id"], string>>> = {
  "acao-missing": "access-control-allow-origin",
  "acao-mismatch": "access-control-allow-origin",
  "acao-invalid": "access-control-allow-origin",
  "acao-list": "access-control-allow-origin",
  "acao-duplicate": "access-control-allow-origin",
  "credentials-wildcard": "access-control-allow-origin",
  "credentials-not-true": "access-control-allow-credentials",
  "methods-syntax": "access-control-allow-methods",
  "method-not-listed": "access-control-allow-methods",
  "headers-syntax": "access-control-allow-headers",
  "header-not-listed": "access-control-allow-headers",
  "authorization-wildcard": "access-control-allow-headers",
  "preflight-redirect": "location",
};

/** The lines that are to blame; the whole exchange stands among the steps. */
function faultEvidence(fault: Fault, trace: Trace): readonly string[] {
  const step = trace.steps.findLast(
    (candidate) => candidate.kind === fault.stage && "response" in candidate,
  );
  if (step === undefined || !("response" in step)) {
    return fault.value === undefined ? ["nothing was sent"] : [`nothing was sent: ${fault.value}`];
  }
  const name = HEADER_OF[fault.id];
  const { status, statusText } = step.response;
  const answer = `${step.kind} answered with ${status} ${statusText ?? ""}`.trimEnd();
  if (name === undefined) return [answer];
  const lines = headerValues(step.response, name).map((value) => `< ${name}: ${value}`);
  return [answer, ...(lines.length === 0 ? [`no ${name}`] : lines)];
}

function findUncoveredAuthorization(trace: Trace, { stack, facts }: WalkContext): Finding[] {
  const { departures } = trace;
  const step = preflightOf(trace);
  if (!departures.some(({ id }) => id === "authorization-wildcard")) return [];
  const { title, why } = CAUSES["acah-star-authorization"];
  return [
    {
      code: "acah-star-authorization",
      severity: "warning",
      where: title,
      evidence: step === undefined ? [] : evidenceOf(step),
      why,
      fix: fixFor("acah-star-authorization", stack, facts),
    },
  ];
}

function findHiddenHeaders(trace: Trace, { stack, facts }: WalkContext): Finding[] {
  const hidden = hiddenFromPage(trace);
  if (hidden.length === 0) return [];
  return [
    {
      code: "expose-headers-missing",
      severity: "note",
      where: "Response headers that the page cannot read",
      evidence: hidden.map((name) => `hidden: ${name}`),
      why: "response.headers.get() returns null for them, although they are sent.",
      fix: fixFor("acao-missing", stack, facts),
    },
  ];
}

/** Cookies without SameSite=None; Secure stay at home when another site calls. */
function findHomelyCookies({ steps }: Trace, { init }: WalkContext): Finding[] {
  const step = steps.findLast(({ kind }) => kind === "actual");
  if (init.credentials !== "include" || step?.kind !== "actual") return [];
  const homely = headerValues(step.response, "set-cookie").filter(
    (cookie) => !(/;\s*samesite=none/i.test(cookie) && /;\s*secure/i.test(cookie)),
  );
  if (homely.length === 0) return [];
  return [
    {
      code: "cookie-not-sent",
      severity: "note",
      where: "A cookie that other sites' pages do not send",
      evidence: homely.map((cookie) => `< set-cookie: ${cookie.replace(/=[^;]*/, "=…")}`),
      why: "Between sites, browsers keep a cookie back unless it says SameSite=None; Secure, and some even then. Between sub-domains of one site it is sent.",
      fix: "SameSite=None; Secure, or page and API on one site",
    },
  ];
}

/** What a page sets and a browser takes out: https://fetch.spec.whatwg.org/#forbidden-request-header */
function findDroppedHeaders({ steps }: Trace): Finding[] {
  const step = steps.find(({ kind }) => kind === "classify");
  if (step?.kind !== "classify" || step.dropped.length === 0) return [];
  return [
    {
      code: "header-dropped",
      severity: "note",
      where: "Request headers that no page can set",
      evidence: step.dropped.map((name) => `not sent: ${name}`),
      why: "Browsers leave them out without a word, and so did this check.",
    },
  ];
}
