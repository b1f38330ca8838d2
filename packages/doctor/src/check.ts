import {
  createBrowser,
  engineNames,
  type Fault,
  type Step,
  type Trace,
  type Transport,
  type WalkInit,
} from "@corsage/browser";
import { CAUSES } from "./cause.ts";
import { evidenceOf, headerValues, Prober } from "./exchange.ts";
import { causeOf } from "./failure-cause.ts";
import type { Finding, Report, Section } from "./finding.ts";
import { fixFor } from "./fix.ts";
import { findBesides } from "./side-findings.ts";
import { detectStack, type Stack } from "./stack.ts";
import { UnreachableError } from "./unreachable-error.ts";
import { safeTransport, WithheldRequest } from "./withheld-request.ts";

export interface CheckOptions {
  /** The page's origin. */
  readonly origin: string;
  readonly transport: Transport;
  readonly init: WalkInit;
  /** Whether to send a request that may change something. Preflights always go out. */
  readonly send: boolean;
  /** For whom to write fixes; told from the response where it is left out. */
  readonly stack: Stack | undefined;
}

/**
 * Walks a request as browsers would against a live server: every step, every check that fails, and what a few safe
 * requests beside it tell.
 * @throws UnreachableError if the server does not answer.
 */
export async function check(url: string, options: CheckOptions): Promise<Report> {
  const { origin, init, send } = options;
  const transport = send ? options.transport : safeTransport(options.transport);
  const trace = await createBrowser({ origin, transport }).walk(url, init);
  const lost = trace.steps.find((step) => step.kind === "lost");
  const withheld = lost?.error instanceof WithheldRequest;
  if (lost !== undefined && !withheld) {
    throw new UnreachableError(`${new URL(url).origin} does not answer: ${String(lost.error)}`);
  }
  const stack = options.stack ?? detectStack(answerHeaders(trace)) ?? "fastify";
  const walked = withheld ? [] : failuresOf(trace, options, stack);
  const prober = new Prober(options.transport);
  const besides = await findBesides(url, { origin, init, stack, prober, answered: !withheld });
  const known = new Set(walked.map((finding) => finding.code));
  return {
    schema: 1,
    command: "check",
    subject: `${init.method ?? "GET"} ${url} from ${origin}`,
    summary: summarize(trace, withheld, init.method ?? "GET"),
    details: [...trace.steps.flatMap((step) => describeStep(step)), ...consoles(trace, withheld)],
    findings: [...walked, ...besides.filter((finding) => !known.has(finding.code))],
  };
}

function summarize({ outcome, steps }: Trace, withheld: boolean, method: string): string {
  if (withheld) {
    return steps.some((step) => step.kind === "preflight")
      ? `The preflight passes. The ${method} itself was not sent, as it may change something; --send sends it.`
      : `A browser sends this ${method} without a preflight. It was not sent, as it may change something; --send sends it.`;
  }
  switch (outcome) {
    case "readable":
      return "The page may read the answer.";
    case "opaque":
      return "The request is sent, and the page sees nothing of the answer.";
    case "sent":
      return "The request is sent; no script reads the answer.";
    case "open":
      return "The socket opens; CORS has no say in it.";
    case "blocked":
      return "The browser blocks it.";
    case "failed":
      return "No answer arrived, which is not CORS.";
  }
}

/** Causes by which the answer was not one to a preflight at all, so that its lists say nothing. */
const UNANSWERED: ReadonlySet<string> = new Set([
  "preflight-not-ok-auth",
  "preflight-404-405",
  "preflight-redirect",
]);

function failuresOf(trace: Trace, options: CheckOptions, stack: Stack): readonly Finding[] {
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

function findingOf(fault: Fault, trace: Trace, options: CheckOptions, stack: Stack): Finding {
  const { origin, init } = options;
  const context = {
    preflightPassed: trace.steps.some(
      (step) => step.kind === "preflight" && step.faults.length === 0,
    ),
    redirected: trace.steps.some((step) => step.kind === "redirect"),
    credentials: init.credentials === "include",
  };
  const code = causeOf(fault, context);
  const { title, why } = CAUSES[code];
  const unsafe = trace.steps.find((step) => step.kind === "classify")?.unsafeHeaders ?? [];
  const facts = {
    origin,
    methods: [...new Set(["GET", "HEAD", "POST", init.method ?? "GET"])],
    headers: [...new Set(["content-type", ...unsafe])],
    credentials: context.credentials,
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

function answerHeaders(trace: Trace): ReadonlyMap<string, string> {
  const lines = trace.steps.flatMap((step) => ("response" in step ? step.response.headers : []));
  return new Map(lines.map(([name, value]) => [name.toLowerCase(), value]));
}

function describeStep(step: Step): readonly Section[] {
  switch (step.kind) {
    case "preflight":
      return [{ title: "preflight", lines: evidenceOf(step) }];
    case "actual":
      return [{ title: "request", lines: evidenceOf(step) }];
    case "redirect":
      return [
        {
          title: `redirect (${step.status})`,
          lines: [`${step.from} → ${step.to}`, `Origin from here on: ${step.origin}`],
        },
      ];
    case "exposure":
      return step.hidden.length === 0
        ? []
        : [{ title: "hidden from the page", lines: [step.hidden.join(", ")] }];
    case "classify":
    case "cached-preflight":
    case "lost":
      return [];
  }
}

/** What each engine prints, so that it can be compared with what somebody saw. */
function consoles({ failure, departures }: Trace, withheld: boolean): readonly Section[] {
  if (withheld) return [];
  const lines =
    failure === undefined
      ? []
      : engineNames.flatMap((engine) =>
          failure.engines[engine].console.map((line) => `${engine}: ${line}`),
        );
  return [
    ...(lines.length === 0 ? [] : [{ title: "in the console", lines }]),
    ...departures.map(({ id, standard, chromium, firefox, webkit }) => ({
      title: `engines differ: ${id}`,
      lines: [
        `standard: ${standard}`,
        `chromium: ${chromium}`,
        `firefox: ${firefox}`,
        `webkit: ${webkit}`,
      ],
    })),
  ];
}
