import {
  createIssue,
  definePolicy,
  type Enforcement,
  isFields,
  isPolicy,
  parsePolicy,
  type Policy,
  PolicyError,
  type PolicyIssue,
  reportUnknownOptions,
} from "@corsage/core";
import type { PolicyCell, PolicyCells } from "./policy-cell.ts";
import type { PolicyNames } from "./policy-names.ts";

type Path = readonly (string | number)[];

/** Where a reference stands, and what it can refer to. */
export interface ReferenceContext {
  readonly cells: PolicyCells;
  readonly names: PolicyNames;
  /** The policy that would apply without the reference; `false` takes its enforcement. */
  readonly inherited: PolicyCell | undefined;
  /** Where in the user's options, for issues: `["GET /orders", "cors"]`. */
  readonly path: Path;
  /** The same for a sentence: `the route GET /orders`. */
  readonly where: string;
  readonly report: (issue: PolicyIssue) => void;
}

/**
 * What a route option, a decorator or `policy` refers to: the cell of a policy, or `'skip'`. Faults are reported, and
 * `undefined` is returned.
 */
export function resolveReference(
  reference: unknown,
  context: ReferenceContext,
): PolicyCell | "skip" | undefined {
  return reference === "skip" ? "skip" : resolvePolicy(reference, context);
}

/** {@link resolveReference} where `'skip'` has no meaning. */
export function resolvePolicy(
  reference: unknown,
  context: ReferenceContext,
): PolicyCell | undefined {
  const { cells, path } = context;
  if (reference === false) return closeTo(context);
  if (typeof reference === "string") return resolveName(reference, context);
  if (isPolicy(reference)) return cells.create(reference, undefined);
  if (isFields(reference) && "policy" in reference) return resolveEnforced(reference, context);
  if (isFields(reference)) {
    const policy = compile(reference, path, context.report);
    return policy && cells.create(policy, undefined);
  }
  context.report(
    createIssue("wrong-type", path, reference, {
      expected: `a policy, its name, its options, false or "skip"`,
      fix: reference === true ? `{ origin: ["https://app.example.com"] }` : undefined,
    }),
  );
  return undefined;
}

/** Compiles options that stand at `path`, reporting every fault. */
export function compile(
  options: unknown,
  path: Path,
  report: (issue: PolicyIssue) => void,
): Policy | undefined {
  try {
    return parsePolicy(options);
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    for (const issue of error.issues) report({ ...issue, path: [...path, ...issue.path] });
    return undefined;
  }
}

/** Asked about every origin, it allows none. A literal nobody has would still be a literal that somebody can send. */
const nobody = (): boolean => false;

/** `false`: no other origin may use it; enforcement as inherited. */
function closeTo({ cells, inherited }: ReferenceContext): PolicyCell {
  return inherited === undefined
    ? cells.create(definePolicy({ origin: nobody }), undefined)
    : cells.derive(inherited, closed, "unnamed");
}

function closed(policy: Policy): Policy {
  return definePolicy({ origin: nobody, enforce: policy.options.enforce });
}

function resolveName(
  name: string,
  { names, path, where, report }: ReferenceContext,
): PolicyCell | undefined {
  const cell = names.get(name);
  if (cell === undefined) {
    report(createIssue("unknown-policy", path, name, { known: names.list(), where }));
  }
  return cell;
}

function resolveEnforced(
  reference: Readonly<Record<string, unknown>>,
  context: ReferenceContext,
): PolicyCell | undefined {
  const { path, report, cells } = context;
  reportUnknownOptions(reference, ["policy", "enforce"], path, report);
  const base = resolvePolicy(reference["policy"], { ...context, path: [...path, "policy"] });
  const { enforce } = reference;
  if (!isEnforcement(enforce)) {
    report(
      createIssue("wrong-type", [...path, "enforce"], enforce, {
        expected: `"unsafe-methods", "report" or "off"`,
        fix: `"unsafe-methods"`,
      }),
    );
    return undefined;
  }
  return base && cells.derive(base, (policy) => policy.extend({ enforce }));
}

function isEnforcement(value: unknown): value is Enforcement {
  return value === "unsafe-methods" || value === "report" || value === "off";
}
