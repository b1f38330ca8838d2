import { displayList } from "./display.ts";
import { answerToPeerOption, suggestOption } from "./peer-options.ts";
import { createIssue, type PolicyIssue } from "./policy-issue.ts";

/** What a user wrote, before anything is known of it. */
export type Fields = Readonly<Record<string, unknown>>;

/** Takes a fault down. Parsing goes on, so that all are told at once. */
export type Report = (issue: PolicyIssue) => void;

/** Whether a value is an object whose keys are options. */
export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Reports every key that is not `known`: renamed, another library's, or a slip. */
export function reportUnknownOptions(
  options: Fields,
  known: readonly string[],
  path: readonly (string | number)[],
  report: Report,
): void {
  for (const option of Object.keys(options)) {
    if (known.includes(option)) continue;
    const answer = answerToPeerOption(option);
    const at = [...path, option];
    report(
      answer === undefined
        ? createIssue("unknown-option", at, options[option], {
            option,
            suggestion: suggestOption(option, known),
          })
        : createIssue("peer-option", at, options[option], { option, answer }),
    );
  }
}

/** A list of names as it was written; `undefined`, and reported, where it is none. */
export function parseNames(
  options: Fields,
  option: string,
  expected: string,
  report: Report,
): readonly string[] | undefined {
  const value = options[option];
  if (Array.isArray(value)) {
    if (value.every((name) => typeof name === "string")) return value;
    for (const [index, name] of value.entries()) {
      if (typeof name === "string") continue;
      report(
        createIssue("wrong-type", [option, index], name, { expected: "a name", fix: undefined }),
      );
    }
    return undefined;
  }
  const split = typeof value === "string" ? value.split(",").map((name) => name.trim()) : undefined;
  reportWrongType(options, option, expected, split && displayList(split), report);
  return undefined;
}

/** Reports an option whose value is none of what is `expected`. */
export function reportWrongType(
  options: Fields,
  option: string,
  expected: string,
  fix: string | undefined,
  report: Report,
): void {
  report(createIssue("wrong-type", [option], options[option], { expected, fix }));
}
