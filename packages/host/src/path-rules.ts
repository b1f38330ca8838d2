import { createIssue, isFields, type PolicyIssue, reportUnknownOptions } from "@corsage/core";
import type { PolicyCell } from "./policy-cell.ts";
import { type ReferenceContext, resolvePolicy } from "./policy-reference.ts";

/** One rule of `paths`: a prefix as the user wrote it, and the policy in force below it. */
export interface PathRule {
  readonly prefix: string;
  readonly cell: PolicyCell;
}

/** Policies by path, for what has no route of its own: the longest prefix wins, at whole path segments. */
export class PathRules {
  /** Longest first, so that the first match is the nearest. */
  readonly #rules: readonly (PathRule & { readonly folded: string })[];

  constructor(rules: readonly PathRule[]) {
    this.#rules = rules
      .map((rule) => ({ ...rule, folded: foldPath(rule.prefix).replace(/\/$/, "") }))
      .toSorted((first, second) => second.folded.length - first.folded.length);
  }

  /** `url`: a request target, `/graphql?query=…`. */
  find(url: string): PathRule | undefined {
    if (this.#rules.length === 0) return undefined;
    const path = foldPath(url);
    return this.#rules.find(
      ({ folded }) =>
        path.startsWith(folded) &&
        (path.length === folded.length || path.charCodeAt(folded.length) === 0x2f),
    );
  }

  list(): readonly PathRule[] {
    return this.#rules;
  }
}

/** Parses the option `paths`. Faults are reported. */
export function parsePathRules(
  paths: unknown,
  context: Omit<ReferenceContext, "path" | "where">,
): PathRules {
  if (paths === undefined) return new PathRules([]);
  const { report } = context;
  if (!Array.isArray(paths)) {
    reportShape(["paths"], paths, "a list of rules", `[${SAMPLE_RULE}]`, report);
    return new PathRules([]);
  }
  const rules: PathRule[] = [];
  for (const [index, rule] of paths.entries()) {
    const path = ["paths", index];
    if (!isFields(rule)) {
      reportShape(path, rule, "an object", SAMPLE_RULE, report);
      continue;
    }
    reportUnknownOptions(rule, ["prefix", "policy"], path, report);
    const { prefix } = rule;
    const isPrefix = typeof prefix === "string" && /^\/[^?#]*$/.test(prefix);
    if (!isPrefix) report(createIssue("path-prefix-invalid", [...path, "prefix"], prefix, null));
    const cell = resolvePolicy(rule["policy"], {
      ...context,
      path: [...path, "policy"],
      where: `the rule for ${String(prefix)}`,
    });
    if (isPrefix && cell !== undefined) rules.push({ prefix, cell });
  }
  return new PathRules(rules);
}

const SAMPLE_RULE = `{ prefix: "/graphql", policy: { origin: ["https://app.example.com"] } }`;

function reportShape(
  path: readonly (string | number)[],
  value: unknown,
  expected: string,
  fix: string,
  report: (issue: PolicyIssue) => void,
): void {
  report(createIssue("wrong-type", path, value, { expected, fix }));
}

/**
 * What routers take for the same path: many ignore case, decode percent-encoding and collapse slashes, so a rule must
 * not be escaped by `/ADMIN` or `/%61dmin`. `decodeURI` leaves an encoded slash alone, as routers do.
 */
function foldPath(url: string): string {
  const end = url.search(/[?#]/);
  const path = end === -1 ? url : url.slice(0, end);
  return decode(path)
    .replaceAll(/\/{2,}/g, "/")
    .toLowerCase();
}

function decode(path: string): string {
  if (!path.includes("%")) return path;
  try {
    return decodeURI(path);
  } catch {
    return path; // malformed: the router answers 400, whatever the policy
  }
}
