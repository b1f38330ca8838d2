import type { Failure } from "@corsage/browser";
import { CAUSES } from "./cause.ts";
import { causeOf, NOTHING_KNOWN } from "./failure-cause.ts";
import type { Finding } from "./finding.ts";
import { remedyWithoutPolicy } from "./fix.ts";

/** The browser stops the request before it is sent, so no server has a say in it, and none is asked. */
export function findBeforeSending(failure: Failure): readonly Finding[] {
  const faults = [failure, ...failure.next];
  const codes = [...new Set(faults.map((fault) => causeOf(fault, NOTHING_KNOWN)))];
  return codes.map((code) => {
    const { title, why } = CAUSES[code];
    return {
      code,
      severity: "error",
      where: title,
      evidence: [`nothing was sent to ${failure.url}`],
      why,
      fix: remedyWithoutPolicy(code),
    };
  });
}
