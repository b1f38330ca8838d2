import type { Fault, Trace, WalkInit } from "@corsage/browser";
import { CAUSES } from "./cause.ts";
import { evidenceOf, headerValues } from "./exchange.ts";
import { causeOf } from "./failure-cause.ts";
import type { Finding } from "./finding.ts";
import { fixFor } from "./fix.ts";
import type { Stack } from "./stack.ts";

/** What was walked. */
interface WalkOptions {
  readonly origin: string;
  readonly init: WalkInit;
}

/** What a walk shows: the checks that fail, and what passes today but should not be relied on. */
export function findInWalk(trace: Trace, options: WalkOptions, stack: Stack): readonly Finding[] {
  return [
    ...failuresOf(trace, options, stack),
    ...findUncoveredAuthorization(trace),
    ...findHiddenHeaders(trace),
    ...findHomelyCookies(trace, options),
  ];
}

/** Causes by which the answer was not one to a preflight at all, so that its lists say nothing. */
const UNANSWERED: ReadonlySet<string> = new Set([
  "preflight-not-ok-auth",
  "preflight-404-405",
  "preflight-redirect",
]);

function failuresOf(trace: Trace, options: WalkOptions, stack: Stack): readonly Finding[] {
  const { failure } = trace;
  if (failure === undefined) return [];
  const findings = new Map<string, Finding>();
  for (const fault of [failure, ...failure.next]) {
    const finding = findingOf(fault, trace, options, stack);
    if (!findings.has(finding.code)) findings.set(finding.code, finding);
    if (UNANSWERED.has(finding.code)) break;
  }
  return [...findings.values()];
}

function findingOf(fault: Fault, trace: Trace, options: WalkOptions, stack: Stack): Finding {
  const { origin, init } = options;
  const context = {
    preflightPassed: trace.steps.some(
      (step) => step.kind === "preflight" && step.faults.length === 0,
    ),
    redirected: trace.steps.some((step) => step.kind === "redirect"),
    wildcardLists: init.credentials === "include" && listsOf(trace).includes("*"),
  };
  const code = causeOf(fault, context);
  const { title, why } = CAUSES[code];
  const unsafe = trace.steps.find((step) => step.kind === "classify")?.unsafeHeaders ?? [];
  const facts = {
    origin,
    methods: [...new Set(["GET", "HEAD", "POST", init.method ?? "GET"])],
    headers: [...new Set(["content-type", ...unsafe])],
    credentials: init.credentials === "include",
  };
  return {
    code,
    severity: "error",
    where: title,
    evidence: faultEvidence(fault, trace),
    why,
    fix: fixFor(code, stack, facts),
  };
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
  if (step === undefined || !("response" in step)) return [];
  const name = HEADER_OF[fault.id];
  const { status, statusText } = step.response;
  const answer = `${step.kind} answered with ${status} ${statusText ?? ""}`.trimEnd();
  if (name === undefined) return [answer];
  const lines = headerValues(step.response, name).map((value) => `< ${name}: ${value}`);
  return [answer, ...(lines.length === 0 ? [`no ${name}`] : lines)];
}

/** The values of the preflight's lists. */
function listsOf(trace: Trace): readonly string[] {
  const step = trace.steps.findLast(({ kind }) => kind === "preflight");
  if (step?.kind !== "preflight") return [];
  return ["access-control-allow-methods", "access-control-allow-headers"].flatMap((name) =>
    headerValues(step.response, name),
  );
}

function findUncoveredAuthorization({ departures, steps }: Trace): Finding[] {
  const step = steps.find(({ kind }) => kind === "preflight");
  if (!departures.some(({ id }) => id === "authorization-wildcard")) return [];
  const { title, why } = CAUSES["acah-star-authorization"];
  return [
    {
      code: "acah-star-authorization",
      severity: "warning",
      where: title,
      evidence: step?.kind === "preflight" ? evidenceOf(step) : [],
      why,
      fix: "Access-Control-Allow-Headers: content-type, authorization",
    },
  ];
}

/** Headers that pages ask for. Those of every server, and of security middleware, would be noise. */
const WANTED =
  /^(?:content-disposition|link|location|ratelimit.*|retry-after|x-(?!powered-by|frame-|content-type-|xss-|download-|dns-|permitted-).*)$/;

function findHiddenHeaders({ steps }: Trace): Finding[] {
  const step = steps.find(({ kind }) => kind === "exposure");
  if (step?.kind !== "exposure") return [];
  const hidden = step.hidden.filter((name) => WANTED.test(name));
  if (hidden.length === 0) return [];
  return [
    {
      code: "expose-headers-missing",
      severity: "note",
      where: "response headers that the page cannot read",
      evidence: hidden.map((name) => `hidden: ${name}`),
      why: "response.headers.get() returns null for them, although they are sent.",
      fix: `exposedHeaders: [${hidden.map((name) => `"${name}"`).join(", ")}]`,
    },
  ];
}

/** Cookies without SameSite=None; Secure stay at home when another site calls. */
function findHomelyCookies({ steps }: Trace, { init }: WalkOptions): Finding[] {
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
      where: "a cookie that other sites' pages do not send",
      evidence: homely.map((cookie) => `< set-cookie: ${cookie.replace(/=[^;]*/, "=…")}`),
      why: "Between sites, browsers keep a cookie back unless it says SameSite=None; Secure, and some even then. Between sub-domains of one site it is sent.",
      fix: "SameSite=None; Secure, or page and API on one site",
    },
  ];
}
