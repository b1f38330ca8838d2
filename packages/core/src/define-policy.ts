import { CompiledPolicy } from "./compiled-policy.ts";
import { isPolicy, type Policy } from "./policy.ts";
import type { PolicyOptions } from "./options.ts";
import type { PolicyIssue } from "./policy-issue.ts";
import { parseOptions } from "./policy-options.ts";

/**
 * Compiles options into a policy.
 *
 * ```ts
 * const policy = definePolicy({ origin: ["https://app.example.com"], credentials: true });
 * ```
 *
 * @throws PolicyError with every error at once: code, path, value, message and a fix to paste.
 */
export function definePolicy(options: PolicyOptions): Policy {
  return parsePolicy(options);
}

/**
 * `definePolicy` for what no compiler has seen: JSON, a database row, a configuration service. A Policy is returned
 * as it is.
 * @throws PolicyError with every error at once.
 */
export function parsePolicy(options: unknown): Policy {
  return isPolicy(options) ? options : CompiledPolicy.define(options);
}

/** Every error and warning of options, without defining a policy. Never throws. */
export function checkPolicy(options: unknown): readonly PolicyIssue[] {
  if (isPolicy(options)) return options.warnings;
  const issues: PolicyIssue[] = [];
  parseOptions(options, (issue) => issues.push(issue));
  return issues;
}
