import {
  createIssue,
  isExactOrigin,
  isFields,
  isPolicy,
  POLICY_OPTION_NAMES,
  PolicyError,
  type PolicyIssue,
  reportUnknownOptions,
} from "@corsage/core";
import { findLoopbackOrigins } from "./loopback-origins.ts";
import { parsePathRules, type PathRules } from "./path-rules.ts";
import type { PolicyCell, PolicyCells } from "./policy-cell.ts";
import { PolicyNames, RESERVED_NAMES } from "./policy-names.ts";
import { compile, resolvePolicy } from "./policy-reference.ts";

/** Where the options stand in an application. */
export interface HostOptionsContext {
  readonly cells: PolicyCells;
  /** Options that this adapter has beside the common ones, so that they are no slips: `paths`, or a framework's own. */
  readonly adapterOptions?: readonly string[];
  /** The scope around, where the adapter has scopes. */
  readonly around?: HostConfiguration | undefined;
}

/** Options once they have been checked. */
export interface HostConfiguration {
  /** The policy for whatever has none of its own. */
  readonly application: PolicyCell;
  readonly names: PolicyNames;
  readonly onConflict: "replace" | "keep";
  /** `undefined` where none are given. */
  readonly selfOrigins: ReadonlySet<string> | undefined;
  /** Empty where the adapter has no `paths`. */
  readonly paths: PathRules;
  /** To be logged once. */
  readonly warnings: readonly PolicyIssue[];
}

type Fields = Readonly<Record<string, unknown>>;
type Report = (issue: PolicyIssue) => void;

const COMMON_OPTIONS: readonly string[] = ["policy", "policies", "onConflict", "selfOrigins"];

/**
 * Parses what a user gives an adapter: {@link CorsOptions}, or a Policy alone.
 * @throws PolicyError with every error at once.
 */
export function parseCorsOptions(given: unknown, context: HostOptionsContext): HostConfiguration {
  const options = isPolicy(given) ? { policy: given } : given;
  const issues: PolicyIssue[] = [];
  const report: Report = (issue) => issues.push(issue);
  const fields = isFields(options) ? options : {};
  if (isFields(options)) {
    const known = [...POLICY_OPTION_NAMES, ...COMMON_OPTIONS, ...(context.adapterOptions ?? [])];
    reportUnknownOptions(options, known, [], report);
  } else {
    report(
      createIssue("wrong-type", [], options, {
        expected: "an object of options",
        fix: `{ origin: ["https://app.example.com"] }`,
      }),
    );
  }
  const names = parsePolicies(fields, context, report);
  const onConflict = parseOnConflict(fields, context, report);
  const selfOrigins = parseSelfOrigins(fields, context, report);
  const application = isFields(options)
    ? parseApplication(options, names, context, report)
    : undefined;
  const paths = parsePathRules(
    context.adapterOptions?.includes("paths") ? fields["paths"] : undefined,
    {
      cells: context.cells,
      names,
      inherited: application,
      report,
    },
  );
  if (application === undefined || issues.some(({ severity }) => severity === "error")) {
    throw new PolicyError(issues);
  }
  const cells = new Set([application, ...names.cells(), ...paths.list().map(({ cell }) => cell)]);
  for (const { policy } of cells) issues.push(...policy.warnings, ...findLoopbackOrigins(policy));
  return { application, names, onConflict, selfOrigins, paths, warnings: issues };
}

function parseApplication(
  options: Fields,
  names: PolicyNames,
  { cells, around }: HostOptionsContext,
  report: Report,
): PolicyCell | undefined {
  const own = POLICY_OPTION_NAMES.filter((name) => options[name] !== undefined);
  if (options["policy"] === undefined) {
    const policy = compile(
      Object.fromEntries(own.map((name) => [name, options[name]])),
      [],
      report,
    );
    return policy && cells.create(policy, undefined);
  }
  if (own.length > 0) {
    report(createIssue("policy-and-options", ["policy"], options["policy"], { options: own }));
  }
  const cell = resolvePolicy(options["policy"], {
    cells,
    names,
    inherited: around?.application,
    path: ["policy"],
    where: "the option `policy`",
    report,
  });
  // A cell of its own: replacing the application's policy must not replace the one under the name it refers to.
  return cell && cells.derive(cell, (policy) => policy);
}

function parsePolicies(
  options: Fields,
  { cells, around }: HostOptionsContext,
  report: Report,
): PolicyNames {
  const names = new PolicyNames(around?.names);
  const { policies } = options;
  if (policies === undefined) return names;
  if (!isFields(policies)) {
    const expected = "an object of policies by name";
    report(createIssue("wrong-type", ["policies"], policies, { expected, fix: undefined }));
    return names;
  }
  for (const [name, value] of Object.entries(policies)) {
    const path = ["policies", name];
    if (RESERVED_NAMES.has(name)) {
      report(createIssue("policy-reserved-name", path, name, null));
      continue;
    }
    const policy = compile(value, path, report);
    if (policy !== undefined) names.set(name, cells.create(policy, name));
  }
  return names;
}

function parseOnConflict(
  { onConflict }: Fields,
  { around }: HostOptionsContext,
  report: Report,
): "replace" | "keep" {
  if (onConflict === "replace" || onConflict === "keep") return onConflict;
  if (onConflict !== undefined) {
    const expected = `"replace" or "keep"`;
    report(createIssue("wrong-type", ["onConflict"], onConflict, { expected, fix: `"replace"` }));
  }
  return around?.onConflict ?? "replace";
}

function parseSelfOrigins(
  { selfOrigins }: Fields,
  { around }: HostOptionsContext,
  report: Report,
): ReadonlySet<string> | undefined {
  if (selfOrigins === undefined) return around?.selfOrigins;
  if (!Array.isArray(selfOrigins)) {
    report(
      createIssue("wrong-type", ["selfOrigins"], selfOrigins, {
        expected: "a list of origins",
        fix: `["https://api.example.com"]`,
      }),
    );
    return undefined;
  }
  const origins = new Set<string>();
  for (const [index, origin] of selfOrigins.entries()) {
    if (isOwnOrigin(origin)) {
      origins.add(origin);
      continue;
    }
    report(
      createIssue("self-origin-invalid", ["selfOrigins", index], origin, {
        suggestion: suggestOrigin(origin),
      }),
    );
  }
  return origins.size === 0 ? undefined : origins;
}

function isOwnOrigin(value: unknown): value is string {
  return typeof value === "string" && /^https?:/.test(value) && isExactOrigin(value);
}

/** What a URL, a trailing slash or a missing scheme was probably meant to be. */
function suggestOrigin(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const url = value.includes("://") ? value : `https://${value}`;
  if (!URL.canParse(url)) return undefined;
  const { origin } = new URL(url);
  return isOwnOrigin(origin) ? origin : undefined;
}
