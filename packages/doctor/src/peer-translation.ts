import { checkPolicy, display, formatPath, isFields } from "@corsage/core";
import { bySeverity, type Finding, type Report } from "./finding.ts";
import { PLACEHOLDER, startable } from "./startable-options.ts";
import { printFields } from "./options-source.ts";
import { UsageError } from "./usage-error.ts";

/** Libraries whose options can be read: `cors`, `@fastify/cors`, and Nest's `enableCors`, which takes either's. */
export type Peer = "express" | "fastify" | "nest";

/** @throws UsageError if the name is none of the three. */
export function parsePeer(name: string): Peer {
  if (name === "express" || name === "fastify" || name === "nest") return name;
  throw new UsageError(`--as takes express, fastify or nest, not ${display(name)}.`);
}

/** What the libraries list where nothing is written. */
const PEER_METHODS: Readonly<Record<Peer, readonly string[]>> = {
  express: ["GET", "HEAD", "PUT", "PATCH", "POST", "DELETE"],
  fastify: ["GET", "HEAD", "POST"],
  nest: ["GET", "HEAD", "PUT", "PATCH", "POST", "DELETE"],
};

/** Options that have no counterpart because nothing needs them; leaving them out changes nothing that a page sees. */
const NEEDLESS = [
  "optionsSuccessStatus",
  "strictPreflight",
  "hideOptionsRoute",
  "cacheControl",
  "hook",
  "logLevel",
];

/** One translated option: what to write, and what somebody should know about the change. */
interface Translation {
  readonly fields: Record<string, unknown>;
  readonly findings: Finding[];
}

/** Turns another library's options into ours: what changes, what is unsafe, and the equivalent to paste. */
export function translatePeerOptions(value: unknown, peer: Peer, subject: string): Report {
  if (typeof value === "function") return delegated(peer, subject);
  if (!isFields(value)) throw new UsageError(`${subject} holds no options of ${peer}.`);
  const translation: Translation = { fields: {}, findings: [] };
  translateOrigin(value["origin"], value["credentials"] === true, translation);
  translateLists(value, peer, translation);
  for (const name of ["credentials", "maxAge"]) {
    if (value[name] !== undefined) translation.fields[name] = value[name];
  }
  translateRest(value, translation);
  findChanges(value, peer, translation);
  const { fields, findings } = translation;
  for (const issue of checkPolicy(fields)) {
    const { code, severity, message: why, fix } = issue;
    findings.push({
      code,
      severity,
      where: formatPath(issue.path),
      evidence: [],
      why,
      fix,
    });
  }
  const unsafe = findings.filter((finding) => finding.severity === "error").length;
  const summary =
    unsafe === 0
      ? "These options move over as they are printed."
      : unsafe === 1
        ? "One of these options cannot move over as it is: it is unsafe, or ambiguous."
        : `${unsafe} of these options cannot move over as they are: they are unsafe, or ambiguous.`;
  const details = [{ title: "write instead", lines: printFields(startable(fields)) }];
  return {
    command: "lint",
    subject,
    target: subject,
    summary,
    details,
    findings: bySeverity(findings),
  };
}

function delegated(peer: Peer, subject: string): Report {
  const finding: Finding = {
    code: "delegated-options",
    severity: "error",
    where: "options",
    evidence: [`a function in place of options for ${peer}`],
    why: "Options that are made for each request cannot be checked at start-up. What depends on the route belongs on the route; what depends on the request is a rule of the form { test(origin, request) }.",
    fix: "origin: { test: (origin, request) => isTenant(origin, request.host) }",
  };
  const summary =
    "A function makes these options for each request; it does not move over by itself.";
  return { command: "lint", subject, target: subject, summary, details: [], findings: [finding] };
}

function translateOrigin(
  origin: unknown,
  credentials: boolean,
  { fields, findings }: Translation,
): void {
  const unsafe = (why: string, fix: string, substitute: unknown): void => {
    findings.push({
      code: "peer-origin",
      severity: "error",
      where: "origin",
      evidence: [`origin: ${display(origin)}`],
      why,
      fix,
    });
    fields["origin"] = substitute;
  };
  if (origin === true) {
    unsafe(
      credentials
        ? "true reflects every origin, and with credentials any site can act as the logged-in user."
        : 'true reflects every origin, "null" included.',
      `origin: ["${PLACEHOLDER}"]`,
      [PLACEHOLDER],
    );
  } else if (origin === undefined && credentials) {
    unsafe(
      "The default is every origin, which no browser accepts with credentials.",
      `origin: ["${PLACEHOLDER}"]`,
      [PLACEHOLDER],
    );
  } else if (origin === false) {
    unsafe("false switches CORS off. Here that is a policy of its own.", "policy: false", [
      PLACEHOLDER,
    ]);
  } else if (typeof origin === "function" && origin.length > 1) {
    unsafe(
      "A callback is replaced by what the function returns: exactly true, or a promise of it.",
      "origin: (origin) => allowed.has(origin)",
      [PLACEHOLDER],
    );
  } else {
    fields["origin"] =
      origin === undefined ? "*" : typeof origin === "string" && origin !== "*" ? [origin] : origin;
  }
}

function translateLists(
  value: Readonly<Record<string, unknown>>,
  peer: Peer,
  { fields, findings }: Translation,
): void {
  const methods = splitList(value["methods"]);
  if (methods === undefined) fields["methods"] = PEER_METHODS[peer];
  else if (Array.isArray(methods) && methods.includes("*")) {
    fields["methods"] = PEER_METHODS.express;
  } else fields["methods"] = methods;
  const allowed = splitList(value["allowedHeaders"]);
  if (allowed === undefined) {
    fields["allowedHeaders"] = "*";
    findings.push({
      code: "peer-headers",
      severity: "warning",
      where: "allowedHeaders",
      evidence: [],
      why: 'Without a list, every requested header was mirrored. "*" does so here, except for authorization. A list of what your pages send is better.',
      fix: `allowedHeaders: ["content-type", "authorization"]`,
    });
  } else fields["allowedHeaders"] = allowed;
  const exposed = splitList(value["exposedHeaders"]);
  if (exposed !== undefined) fields["exposedHeaders"] = exposed;
}

function translateRest(
  value: Readonly<Record<string, unknown>>,
  { fields, findings }: Translation,
): void {
  const known = ["origin", "methods", "allowedHeaders", "exposedHeaders", "credentials", "maxAge"];
  for (const [name, given] of Object.entries(value)) {
    if (known.includes(name)) continue;
    if (NEEDLESS.includes(name)) {
      findings.push({
        code: "peer-option-needless",
        severity: "note",
        where: name,
        evidence: [`${name}: ${display(given)}`],
        why: "It has no counterpart, and leaving it out changes nothing that a page sees.",
      });
    } else fields[name] = given; // what is left is judged like any other option: known to be needless, or unknown
  }
}

/** What is different afterwards though nobody wrote it down. */
function findChanges(
  value: Readonly<Record<string, unknown>>,
  peer: Peer,
  { findings }: Translation,
): void {
  const note = (code: string, where: string, why: string): void =>
    void findings.push({ code, severity: "note", where, evidence: [], why });
  if (value["maxAge"] === undefined) {
    note(
      "peer-max-age",
      "maxAge",
      "Without it, browsers kept a preflight for 5 seconds. Here the default is 7200; write maxAge: 5 to keep it short.",
    );
  }
  if (peer === "nest" && value["methods"] === undefined) {
    note(
      "peer-methods",
      "methods",
      "enableCors() listed these on Express; on Fastify it listed GET, HEAD and POST.",
    );
  }
  note(
    "peer-enforcement",
    "enforce",
    'Origins that are not listed were kept from reading, while their PUT or DELETE ran. Here such requests are refused with 403; enforce: "report" only tells of them.',
  );
}

/** The other libraries take `'GET,PUT'` for a list. */
function splitList(value: unknown): unknown {
  if (typeof value !== "string") return value;
  return value
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}
