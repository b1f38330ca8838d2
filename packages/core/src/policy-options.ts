import { displayList } from "./display.ts";
import { parseAllowedHeaders, parseExposedHeaders, parseMethods } from "./name-lists.ts";
import { type OriginContext, type OriginRules, parseOriginRules } from "./origin-rules.ts";
import type { DangerousOptions, Enforcement } from "./options.ts";
import {
  type Fields,
  isFields,
  parseNames,
  type Report,
  reportUnknownOptions,
  reportWrongType,
} from "./option-fields.ts";
import { createIssue } from "./policy-issue.ts";

/** Options once they have been checked. Only this reaches a decision; what a user wrote never does. */
export interface ParsedOptions {
  readonly origin: "*" | OriginRules;
  readonly methods: "auto" | readonly string[];
  /** In lower case; may hold `'*'`. */
  readonly allowedHeaders: readonly string[];
  readonly exposedHeaders: "*" | readonly string[];
  readonly credentials: boolean;
  readonly maxAge: number;
  readonly enforce: Enforcement;
  readonly acceptFrom: OriginRules | undefined;
  readonly originTimeout: number;
  readonly dangerously: DangerousOptions;
}

/** The names of a policy's options. Hosts check their own beside them. */
export const POLICY_OPTION_NAMES: readonly string[] = [
  "origin",
  "methods",
  "allowedHeaders",
  "exposedHeaders",
  "credentials",
  "maxAge",
  "enforce",
  "acceptFrom",
  "originTimeout",
  "dangerously",
];

const DANGEROUS_NAMES: readonly string[] = [
  "allowNullOrigin",
  "allowInsecureOrigins",
  "allowPublicSuffixOrigins",
];

const LONGEST_MAX_AGE = 86_400; // Firefox's cap, the highest of the three engines
const CHROMIUM_MAX_AGE = 7200;
const LONGEST_ORIGIN_TIMEOUT = 60_000;

/** Parses what a user wrote, reporting every fault. The result is meaningful only if no error was reported. */
export function parseOptions(options: unknown, report: Report): ParsedOptions | undefined {
  if (!isFields(options)) {
    report(
      createIssue("wrong-type", [], options, {
        expected: "an object of options",
        fix: `{ origin: ["https://app.example.com"] }`,
      }),
    );
    return undefined;
  }
  reportUnknownOptions(options, POLICY_OPTION_NAMES, [], report);
  const dangerously = parseDangerously(options, report);
  const credentials = parseBoolean(options, "credentials", report);
  const context = { credentials, dangerously, readable: true };
  return {
    origin: parseOrigin(options, context, report),
    methods: parseMethodsOption(options, report),
    allowedHeaders: parseAllowedHeadersOption(options, report),
    exposedHeaders: parseExposedHeadersOption(options, credentials, report),
    credentials,
    maxAge: parseMaxAge(options, report),
    enforce: parseEnforce(options, report),
    acceptFrom: parseAcceptFrom(options, context, report),
    originTimeout: parseOriginTimeout(options, report),
    dangerously,
  };
}

function parseOrigin(options: Fields, context: OriginContext, report: Report): "*" | OriginRules {
  const { origin } = options;
  const isList = Array.isArray(origin);
  const rules: readonly unknown[] = isList ? origin : origin === undefined ? [] : [origin];
  if (rules.length === 0) report(createIssue("origin-missing", ["origin"], origin, null));
  if (rules.includes("*")) {
    if (rules.length > 1) report(createIssue("wildcard-with-others", ["origin"], origin, null));
    if (context.credentials) {
      report(createIssue("wildcard-with-credentials", ["origin"], origin, null));
    }
    return "*";
  }
  const pathOf = (index: number): readonly (string | number)[] =>
    isList ? ["origin", index] : ["origin"];
  return parseOriginRules(rules, pathOf, context, report);
}

function parseAcceptFrom(
  options: Fields,
  context: OriginContext,
  report: Report,
): OriginRules | undefined {
  const { acceptFrom } = options;
  if (acceptFrom === undefined) return undefined;
  if (!Array.isArray(acceptFrom)) {
    const fix = typeof acceptFrom === "string" ? displayList([acceptFrom]) : undefined;
    reportWrongType(options, "acceptFrom", "a list of origin rules", fix, report);
    return undefined;
  }
  if (acceptFrom.includes("*")) {
    reportWrongType(
      options,
      "acceptFrom",
      `a list of origins without "*" (to let everybody send, write enforce: "off")`,
      undefined,
      report,
    );
    return undefined;
  }
  const pathOf = (index: number): readonly (string | number)[] => ["acceptFrom", index];
  // The credentials of the answers do not matter to who may send, only who could not be stopped from sending.
  const rules = parseOriginRules(acceptFrom, pathOf, { ...context, readable: false }, report);
  return rules.canonical.length === 0 ? undefined : rules;
}

function parseMethodsOption(options: Fields, report: Report): "auto" | readonly string[] {
  const { methods } = options;
  if (methods === undefined || methods === "auto") return "auto";
  if (methods === "*") {
    report(createIssue("method-wildcard", ["methods"], methods, null));
    return "auto";
  }
  const names = parseNames(options, "methods", `"auto" or a list of method names`, report);
  return names === undefined ? "auto" : parseMethods(names, ["methods"], report);
}

function parseAllowedHeadersOption(options: Fields, report: Report): readonly string[] {
  const { allowedHeaders } = options;
  if (allowedHeaders === undefined) return Object.freeze(["content-type"]);
  const names =
    allowedHeaders === "*"
      ? ["*"]
      : parseNames(options, "allowedHeaders", `"*" or a list of header names`, report);
  const parsed = parseAllowedHeaders(names ?? [], ["allowedHeaders"], report);
  if (parsed.includes("*") && !parsed.includes("authorization")) {
    report(createIssue("authorization-not-listed", ["allowedHeaders"], allowedHeaders, null));
  }
  return parsed;
}

function parseExposedHeadersOption(
  options: Fields,
  credentials: boolean,
  report: Report,
): "*" | readonly string[] {
  const { exposedHeaders } = options;
  if (exposedHeaders === undefined) return Object.freeze([]);
  const listed: readonly unknown[] = Array.isArray(exposedHeaders) ? exposedHeaders : [];
  if (credentials && (exposedHeaders === "*" || listed.includes("*"))) {
    report(
      createIssue("exposed-wildcard-with-credentials", ["exposedHeaders"], exposedHeaders, null),
    );
    return "*";
  }
  if (exposedHeaders === "*" || (listed.length === 1 && listed[0] === "*")) return "*";
  const names = parseNames(options, "exposedHeaders", `"*" or a list of header names`, report);
  return parseExposedHeaders(names ?? [], ["exposedHeaders"], report);
}

function parseBoolean(options: Fields, option: string, report: Report): boolean {
  const value = options[option];
  if (value === undefined || typeof value === "boolean") return value ?? false;
  const isSpelledOut = typeof value === "string" && /^(?:true|false)$/i.test(value);
  const fix = isSpelledOut ? value.toLowerCase() : "false";
  reportWrongType(options, option, "true or false", fix, report);
  return true; // the stricter rules, so that their faults are reported in the same run
}

function parseMaxAge(options: Fields, report: Report): number {
  const { maxAge } = options;
  if (maxAge === undefined) return CHROMIUM_MAX_AGE;
  if (typeof maxAge !== "number") {
    const fix = typeof maxAge === "string" && /^\d+$/.test(maxAge) ? maxAge : undefined;
    reportWrongType(options, "maxAge", "a number of seconds", fix, report);
    return CHROMIUM_MAX_AGE;
  }
  const code =
    !Number.isInteger(maxAge) || maxAge < 0
      ? "max-age-invalid"
      : maxAge > LONGEST_MAX_AGE
        ? "max-age-too-long"
        : maxAge > CHROMIUM_MAX_AGE
          ? "max-age-over-chromium"
          : undefined;
  if (code !== undefined) report(createIssue(code, ["maxAge"], maxAge, null));
  return maxAge;
}

function parseEnforce(options: Fields, report: Report): Enforcement {
  const { enforce } = options;
  if (enforce === undefined) return "unsafe-methods";
  if (enforce === "unsafe-methods" || enforce === "report" || enforce === "off") return enforce;
  const fix = enforce === false ? `"off"` : `"unsafe-methods"`;
  reportWrongType(options, "enforce", `"unsafe-methods", "report" or "off"`, fix, report);
  return "unsafe-methods";
}

function parseOriginTimeout(options: Fields, report: Report): number {
  const { originTimeout } = options;
  if (originTimeout === undefined) return 2000;
  if (typeof originTimeout !== "number") {
    reportWrongType(options, "originTimeout", "a number of milliseconds", "2000", report);
    return 2000;
  }
  const isValid =
    Number.isInteger(originTimeout) &&
    originTimeout >= 1 &&
    originTimeout <= LONGEST_ORIGIN_TIMEOUT;
  if (!isValid)
    report(createIssue("origin-timeout-invalid", ["originTimeout"], originTimeout, null));
  return originTimeout;
}

function parseDangerously(options: Fields, report: Report): DangerousOptions {
  const { dangerously } = options;
  if (dangerously === undefined) return {};
  if (!isFields(dangerously)) {
    reportWrongType(options, "dangerously", "an object of flags", undefined, report);
    return {};
  }
  reportUnknownOptions(dangerously, DANGEROUS_NAMES, ["dangerously"], report);
  for (const name of DANGEROUS_NAMES) {
    const value = dangerously[name];
    if (value === undefined || value === true) continue;
    report(
      createIssue("wrong-type", ["dangerously", name], value, {
        expected: "true, or the flag left out",
        fix: undefined,
      }),
    );
  }
  return Object.freeze({
    ...(dangerously["allowNullOrigin"] === true && { allowNullOrigin: true as const }),
    ...(dangerously["allowInsecureOrigins"] === true && { allowInsecureOrigins: true as const }),
    ...(dangerously["allowPublicSuffixOrigins"] === true && {
      allowPublicSuffixOrigins: true as const,
    }),
  });
}
