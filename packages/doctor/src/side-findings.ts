import {
  findDuplicates,
  findCookieDependence,
  findSilentErrors,
  findVary,
} from "./answer-findings.ts";
import type { Finding } from "./finding.ts";
import { findReflection, findWildcardWithCredentials } from "./origin-findings.ts";
import {
  findDisclosedLists,
  findMaxAge,
  findPreflightOnly,
  findSlashRedirect,
  findSwallowedOptions,
  findUnansweredPreflight,
} from "./preflight-findings.ts";
import type { Stack } from "./stack.ts";
import type { Surroundings } from "./surroundings.ts";

/** What the findings beside a walk are filled with. */
export interface SideContext {
  readonly surroundings: Surroundings;
  /** For whom the policy is written. */
  readonly stack: Stack;
  /** The policy as code, that mends whatever a policy mends. */
  readonly policy: string;
  /** Whether the walk itself sent a preflight, and so has judged it. */
  readonly preflighted: boolean;
  /** Whether the walk's own request was answered. */
  readonly answered: boolean;
}

/** What is wrong beside the request that was walked: with strangers, caches, errors, other methods. */
export function findBesides(context: SideContext): readonly Finding[] {
  return [
    ...findReflection(context),
    ...findWildcardWithCredentials(context),
    ...findDuplicates(context),
    ...findVary(context),
    ...findSilentErrors(context),
    ...findUnansweredPreflight(context),
    ...findPreflightOnly(context),
    ...findMaxAge(context),
    ...findDisclosedLists(context),
    ...findCookieDependence(context),
    ...findSlashRedirect(context),
    ...findSwallowedOptions(context),
  ];
}
