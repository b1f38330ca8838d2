import { createIssue, type PolicyIssue } from "./policy-issue.ts";
import {
  isForbiddenRequestHeader,
  isForbiddenResponseHeader,
  isRequestOnlyHeader,
  isResponseOnlyHeader,
  isSafelistedRequestHeader,
  isSafelistedResponseHeader,
} from "./header-name.ts";
import { isForbiddenMethod, normalizeMethod } from "./method-name.ts";
import { isToken } from "./token.ts";

type Path = readonly (string | number)[];
type Report = (issue: PolicyIssue) => void;

/** Parses a list of methods into the names browsers send, without duplicates. */
export function parseMethods(
  names: readonly string[],
  path: Path,
  report: Report,
): readonly string[] {
  const methods = new Set<string>();
  for (const [index, name] of names.entries()) {
    const at = [...path, index];
    const method = normalizeMethod(name);
    if (name === "*") report(createIssue("method-wildcard", at, name, null));
    else if (!isToken(name)) report(createIssue("method-invalid", at, name, null));
    else if (isForbiddenMethod(name)) report(createIssue("method-forbidden", at, name, null));
    else if (methods.has(method)) report(createIssue("method-duplicate", at, name, null));
    else {
      if (/[a-z]/.test(method)) report(createIssue("method-lower-case", at, name, null));
      methods.add(method);
    }
  }
  return Object.freeze([...methods]);
}

/** Parses a list of request-header names into lower case, without duplicates. `'*'` may be among them. */
export function parseAllowedHeaders(
  names: readonly string[],
  path: Path,
  report: Report,
): readonly string[] {
  const wildcard = names.includes("*");
  return parseHeaderNames(names, path, report, (name) => {
    if (isForbiddenRequestHeader(name) && !isResponseOnlyHeader(name)) return "header-forbidden";
    if (isResponseOnlyHeader(name)) return "header-wrong-direction";
    if (isSafelistedRequestHeader(name)) return "header-safelisted";
    return wildcard && name !== "*" && name !== "authorization" ? "header-swallowed" : undefined;
  });
}

/** Parses a list of response-header names into lower case, without duplicates. */
export function parseExposedHeaders(
  names: readonly string[],
  path: Path,
  report: Report,
): readonly string[] {
  if (names.includes("*")) {
    report(createIssue("header-wildcard-with-others", path, names, null));
    return [];
  }
  return parseHeaderNames(names, path, report, (name) => {
    if (isForbiddenResponseHeader(name)) return "header-set-cookie";
    if (isRequestOnlyHeader(name)) return "header-wrong-direction";
    return isSafelistedResponseHeader(name) ? "header-safelisted" : undefined;
  });
}

type HeaderFault =
  | "header-forbidden"
  | "header-wrong-direction"
  | "header-set-cookie"
  | "header-safelisted"
  | "header-swallowed";

function parseHeaderNames(
  names: readonly string[],
  path: Path,
  report: Report,
  faultOf: (name: string) => HeaderFault | undefined,
): readonly string[] {
  const parsed = new Set<string>();
  for (const [index, written] of names.entries()) {
    const at = [...path, index];
    const name = written.toLowerCase();
    const fault = isToken(written) ? faultOf(name) : "header-invalid";
    if (fault === "header-wrong-direction") {
      const belongsIn =
        path[0] === "allowedHeaders"
          ? "in a response (exposedHeaders)"
          : "in a request (allowedHeaders)";
      report(createIssue(fault, at, written, { belongsIn }));
    } else if (fault !== undefined) {
      report(createIssue(fault, at, written, null));
    } else if (parsed.has(name)) {
      report(createIssue("header-duplicate", at, written, null));
    } else {
      parsed.add(name);
    }
  }
  return Object.freeze([...parsed]);
}
