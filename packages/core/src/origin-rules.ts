import { createIssue, type PolicyIssue } from "./policy-issue.ts";
import { isLoopbackHost, isPublicSuffix } from "./host-name.ts";
import { ExactOrigins } from "./exact-origins.ts";
import { diagnoseOrigin } from "./origin-diagnosis.ts";
import { OriginIndex } from "./origin-index.ts";
import { isExactOrigin, type OriginPattern, parseOriginPattern } from "./origin-pattern.ts";
import type { DangerousOptions, OriginFunction, OriginRule, OriginTest } from "./options.ts";
import { checkRegExp } from "./regexp-rule.ts";

type Path = readonly (string | number)[];

/** What a list of rules is once it has been checked: sorted by the way it is matched. */
export interface OriginRules {
  readonly exact: ExactOrigins;
  readonly patterns: OriginIndex | undefined;
  readonly regexps: readonly RegExp[];
  readonly tests: readonly (OriginFunction | OriginTest)[];
  /** Whether `null` is listed. */
  readonly nullOrigin: boolean;
  /** The rules as a user would write them, without duplicates. */
  readonly canonical: readonly OriginRule[];
}

/** What the rest of the options says about the list. */
export interface OriginContext {
  readonly credentials: boolean;
  readonly dangerously: DangerousOptions;
  /** `acceptFrom` lets `null` in without the flag: its answers cannot be read. */
  readonly readable: boolean;
}

/** Longer lists come from a database. Nobody reads warnings about them, and looking for some takes a second. */
const MAX_COMPARED_RULES = 10_000;

/** Where the rule with an index stands in the options. */
export type RulePath = (index: number) => Path;

/** Lists that came out of a policy were checked on the way in; `extend` and `definePolicy(policy.options)` share them. */
const checkedLists = new WeakMap<readonly unknown[], CheckedList>();

interface CheckedList {
  readonly context: OriginContext;
  readonly rules: OriginRules;
  readonly issues: readonly PolicyIssue[];
}

/** Parses a list of rules, reporting every fault of every rule to `report`. */
export function parseOriginRules(
  rules: readonly unknown[],
  pathOf: RulePath,
  context: OriginContext,
  report: (issue: PolicyIssue) => void,
): OriginRules {
  const checked = checkedLists.get(rules);
  if (checked !== undefined && isSameContext(checked.context, context)) {
    for (const issue of checked.issues) report(issue);
    return checked.rules;
  }
  const issues: PolicyIssue[] = [];
  const parsed = parseUnchecked(rules, pathOf, context, (issue) => {
    issues.push(issue);
    report(issue);
  });
  // Where duplicates went, the warnings' paths would no longer fit. A list with errors never gets out of here.
  if (parsed.canonical.length === rules.length) {
    checkedLists.set(parsed.canonical, { context, rules: parsed, issues });
  }
  return parsed;
}

function isSameContext(first: OriginContext, second: OriginContext): boolean {
  return (
    first.credentials === second.credentials &&
    first.readable === second.readable &&
    first.dangerously.allowNullOrigin === second.dangerously.allowNullOrigin &&
    first.dangerously.allowInsecureOrigins === second.dangerously.allowInsecureOrigins &&
    first.dangerously.allowPublicSuffixOrigins === second.dangerously.allowPublicSuffixOrigins
  );
}

function parseUnchecked(
  rules: readonly unknown[],
  pathOf: RulePath,
  context: OriginContext,
  report: (issue: PolicyIssue) => void,
): OriginRules {
  const exact = new ExactOrigins();
  const patterns = new Map<string, OriginPattern>();
  const regexps: RegExp[] = [];
  const tests: (OriginFunction | OriginTest)[] = [];
  const canonical: OriginRule[] = [];
  let nullOrigin = false;

  const parseLiteral = (rule: string, index: number): void => {
    if (exact.has(rule) || patterns.has(rule)) {
      report(createIssue("origin-duplicate", pathOf(index), rule, null));
      return;
    }
    const pattern = parseOriginPattern(rule);
    if (pattern === undefined && !isExactOrigin(rule)) {
      report(diagnoseOrigin(rule, pathOf(index)));
      return;
    }
    canonical.push(rule);
    if (pattern === undefined) exact.add(rule);
    else patterns.set(rule, pattern);
    if (context.credentials) reportDangers(rule, pattern, pathOf(index), context, report);
  };

  for (const [index, rule] of rules.entries()) {
    if (rule === "null") {
      reportNull(pathOf(index), context, report);
      if (nullOrigin) report(createIssue("origin-duplicate", pathOf(index), rule, null));
      else canonical.push(rule);
      nullOrigin = true;
    } else if (typeof rule === "string") {
      parseLiteral(rule, index);
    } else if (rule instanceof RegExp) {
      for (const issue of checkRegExp(rule, pathOf(index))) report(issue);
      regexps.push(rule);
      canonical.push(rule);
    } else if (isTest(rule)) {
      if (typeof rule === "function" && rule.length > 1) {
        report(createIssue("origin-callback", pathOf(index), rule, null));
      }
      tests.push(rule);
      canonical.push(rule);
    } else {
      report(wrongRule(rule, pathOf(index)));
    }
  }

  exact.complete();
  const index = indexPatterns(patterns.values());
  if (index !== undefined && rules.length <= MAX_COMPARED_RULES) {
    const positions = firstPositions(rules);
    for (const { rule, by } of findSwallowed(exact, patterns, index)) {
      report(createIssue("origin-swallowed", pathOf(positions.get(rule) ?? 0), rule, { by }));
    }
  }
  return {
    exact,
    patterns: index,
    regexps,
    tests,
    nullOrigin,
    canonical: Object.freeze(canonical),
  };
}

function isTest(rule: unknown): rule is OriginFunction | OriginTest {
  if (typeof rule === "function") return true;
  return (
    typeof rule === "object" && rule !== null && "test" in rule && typeof rule.test === "function"
  );
}

function wrongRule(rule: unknown, at: Path): PolicyIssue {
  if (typeof rule === "boolean") return createIssue("origin-boolean", at, rule, null);
  return createIssue("wrong-type", at, rule, {
    expected: "an origin, a pattern, a RegExp, a function or { test(origin, request) }",
    fix: `"https://app.example.com"`,
  });
}

function reportNull(at: Path, context: OriginContext, report: (issue: PolicyIssue) => void): void {
  if (!context.readable) return;
  if (context.credentials) report(createIssue("null-origin-with-credentials", at, "null", null));
  else if (context.dangerously.allowNullOrigin !== true) {
    report(createIssue("null-origin", at, "null", null));
  }
}

function reportDangers(
  rule: string,
  pattern: OriginPattern | undefined,
  at: Path,
  { dangerously }: OriginContext,
  report: (issue: PolicyIssue) => void,
): void {
  const host = pattern?.suffix ?? rule.slice(rule.indexOf("://") + 3).replace(/:\d+$/, "");
  if (isLoopbackHost(host)) return;
  if (rule.startsWith("http:") && dangerously.allowInsecureOrigins !== true) {
    report(createIssue("insecure-origin-with-credentials", at, rule, null));
  }
  const hasWildcard = pattern !== undefined && (pattern.deeper || pattern.labels.length > 0);
  const registrable = pattern?.suffix === "" || (hasWildcard && isPublicSuffix(host));
  if (registrable && dangerously.allowPublicSuffixOrigins !== true) {
    report(createIssue("public-suffix-with-credentials", at, rule, { base: host }));
  }
}

function indexPatterns(patterns: Iterable<OriginPattern>): OriginIndex | undefined {
  let index: OriginIndex | undefined;
  for (const pattern of patterns) {
    index ??= new OriginIndex();
    index.add(pattern);
  }
  index?.complete();
  return index;
}

interface Swallowed {
  readonly rule: string;
  readonly by: string;
}

function findSwallowed(
  exact: ExactOrigins,
  patterns: ReadonlyMap<string, OriginPattern>,
  index: OriginIndex,
): readonly Swallowed[] {
  const swallowed: Swallowed[] = [];
  for (const rule of exact.values()) {
    const [by] = index.matches(rule) ? index.matching(rule) : [];
    if (by !== undefined) swallowed.push({ rule, by });
  }
  for (const [rule, pattern] of patterns) {
    const by = index.covering(pattern).find((other) => other !== rule);
    if (by !== undefined) swallowed.push({ rule, by });
  }
  return swallowed;
}

function firstPositions(rules: readonly unknown[]): ReadonlyMap<unknown, number> {
  const positions = new Map<unknown, number>();
  for (const [index, rule] of rules.entries()) if (!positions.has(rule)) positions.set(rule, index);
  return positions;
}
