// The commands as functions
export { check, type CheckOptions } from "./check.ts";
export { explain } from "./explain.ts";
export { lint, type LintOptions } from "./lint.ts";
export { type Peer, translatePeerOptions } from "./peer-translation.ts";
export { scan } from "./scan.ts";

// What they return
export { exitCodeOf, type Finding, type Report, type Section, type Severity } from "./finding.ts";
export { toJson } from "./json-report.ts";
export { toMarkdown } from "./markdown-report.ts";
export { toSarif } from "./sarif-report.ts";

// What they are built from
export { type ConsoleMessage, readConsoleMessage } from "./console-message.ts";
export { type Cause, type CauseCode, CAUSES } from "./cause.ts";
export { type Exchange, Prober } from "./exchange.ts";
export { fixFor } from "./fix.ts";
export { type FixFacts, policyFor } from "./policy-code.ts";
export { type Stack, STACKS } from "./stack.ts";
