import {
  createBrowser,
  engineNames,
  type Step,
  type Trace,
  type Transport,
  type WalkInit,
} from "@corsage/browser";
import { liveTransport } from "@corsage/browser/live";
import { evidenceOf, Prober } from "./exchange.ts";
import { bySeverity, type Report, type Section } from "./finding.ts";
import { factsOf } from "./granted-today.ts";
import { policyFor } from "./policy-code.ts";
import { findBesides } from "./side-findings.ts";
import { detectStack, type Stack } from "./stack.ts";
import { findBeforeSending } from "./stopped-findings.ts";
import { lookAround } from "./surroundings.ts";
import { reasonOf, UnreachableError } from "./unreachable-error.ts";
import { findInWalk } from "./walk-findings.ts";
import { safeTransport, WithheldRequest } from "./withheld-request.ts";

export interface CheckOptions {
  /** The page's origin. */
  readonly origin: string;
  /** How requests are sent. Default: over the network, `liveTransport()` of `@corsage/browser/live`. */
  readonly transport?: Transport | undefined;
  /** What the page's call says: method, headers, body, credentials. Default: a GET. */
  readonly init?: WalkInit | undefined;
  /** Whether to send a request that may change something. Preflights always go out. Default `false`. */
  readonly send?: boolean | undefined;
  /** For whom to write fixes. Default: told from the answers, else Fastify. */
  readonly stack?: Stack | undefined;
}

/**
 * Walks a request as browsers would against a live server: every step, every check that fails, and what a few safe
 * requests beside it tell.
 * @throws UnreachableError if the server does not answer.
 * @throws TypeError for what no page can send: a GET with a body, a header that is none.
 */
export async function check(url: string, options: CheckOptions): Promise<Report> {
  const { origin, transport = liveTransport(), init = {}, send = false } = options;
  const method = init.method ?? "GET";
  const allowed = send ? transport : safeTransport(transport);
  const trace = await createBrowser({ origin, transport: allowed }).walk(url, init);
  const lost = trace.steps.find((step) => step.kind === "lost");
  const withheld = lost?.error instanceof WithheldRequest;
  if (lost !== undefined && !withheld) {
    throw new UnreachableError(`${new URL(url).origin} does not answer: ${reasonOf(lost.error)}`);
  }
  const subject = `${method} ${url} from ${origin}`;
  const outcome = withheld ? "unsent" : trace.outcome;
  const steps = [
    ...trace.steps.flatMap((step) => describeStep(step)),
    ...consoles(trace, withheld),
  ];
  if (trace.failure?.stage === "request") {
    return {
      command: "check",
      subject,
      target: url,
      outcome,
      summary: "The browser stops it before anything is sent.",
      details: steps,
      findings: findBeforeSending(trace.failure),
    };
  }
  const prober = new Prober(transport);
  const surroundings = await lookAround(url, { origin, init, prober });
  const detected = detectStack(surroundings.missing);
  const stack = options.stack ?? detected ?? "fastify";
  const facts = factsOf(trace, surroundings, { origin, init });
  const policy = policyFor(stack, facts);
  const walked = findInWalk(trace, { init, surroundings, stack, facts });
  const besides = findBesides({
    surroundings,
    stack,
    policy,
    preflighted: trace.steps.some((step) => step.kind === "preflight"),
    answered: !withheld,
  });
  const known = new Set(walked.map((finding) => finding.code));
  const findings = bySeverity([
    ...walked,
    ...besides.filter((finding) => !known.has(finding.code)),
  ]);
  const told = options.stack !== undefined ? undefined : (detected ?? "nobody");
  return {
    command: "check",
    subject,
    target: url,
    outcome,
    summary: summarize(trace, withheld, method),
    details: [
      ...steps,
      ...(findings.some(({ fix }) => fix?.includes(policy)) && told !== undefined
        ? [writtenFor(told, stack)]
        : []),
    ],
    findings,
  };
}

/** For whom the fixes are written, unless somebody said so. */
function writtenFor(told: Stack | "nobody", stack: Stack): Section {
  const reason =
    told === "nobody"
      ? "the answers do not tell what the server is"
      : "told by the server's answers";
  return { title: "fixes", lines: [`written for ${stack} (${reason}); --for chooses another`] };
}

function summarize({ outcome, steps }: Trace, withheld: boolean, method: string): string {
  if (withheld) {
    return steps.some((step) => step.kind === "preflight")
      ? `The preflight passes. The ${method} itself was not sent, as it may change something; --send sends it.`
      : `A browser sends this ${method} without a preflight. It was not sent, as it may change something; --send sends it.`;
  }
  switch (outcome) {
    case "readable":
      return steps.some((step) => step.kind === "classify" && step.sameOrigin)
        ? "Page and URL have the same origin, so CORS has no say: the page may read the answer."
        : "The page may read the answer.";
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
  const lines =
    failure === undefined || withheld
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
