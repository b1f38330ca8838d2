import { checkPolicy, type PolicyIssue } from "@corsage/core";

/** Stands for the origins that only the reader knows. */
export const PLACEHOLDER = "https://app.example.com";

type Fields = Record<string, unknown>;

/**
 * The same options, so that a policy starts from them: what is wrong is replaced by its own fix where that is a value,
 * and left out where it is not. Each fault has been reported before; this is what is printed to be pasted.
 */
export function startable(options: Readonly<Fields>): Fields {
  let fields: Fields = { ...options };
  // A repair may uncover the next fault: an origin without its slash may still be http.
  for (let round = 0; round < 4; round += 1) {
    const errors = errorsIn(fields);
    if (errors.length === 0) return fields;
    fields = repaired(fields, errors);
  }
  // What resists is left out whole; an origin there must be.
  for (const { path } of errorsIn(fields)) delete fields[String(path[0])];
  return { ...fields, origin: fields["origin"] ?? [PLACEHOLDER] };
}

const errorsIn = (fields: Fields): readonly PolicyIssue[] =>
  checkPolicy(fields).filter(({ severity }) => severity === "error");

function repaired(fields: Fields, errors: readonly PolicyIssue[]): Fields {
  const next: Fields = { ...fields };
  const options = new Set(errors.map(({ path }) => String(path[0])));
  for (const option of options) {
    const own = errors.filter(({ path }) => path[0] === option);
    const value = next[option];
    const whole = own.find(({ path }) => path.length === 1);
    const repairedValue =
      whole === undefined && Array.isArray(value) ? repairItems(value, own) : valueOf(whole?.fix);
    if (repairedValue === undefined) delete next[option];
    else next[option] = repairedValue;
  }
  const { origin } = next;
  const isEmpty = origin === undefined || (Array.isArray(origin) && origin.length === 0);
  return isEmpty ? { ...next, origin: [PLACEHOLDER] } : next;
}

function repairItems(
  items: readonly unknown[],
  errors: readonly PolicyIssue[],
): readonly unknown[] {
  return items.flatMap((item, index) => {
    const error = errors.find(({ path }) => path[1] === index);
    if (error === undefined) return [item];
    const value = valueOf(error.fix);
    return value === undefined ? [] : [value];
  });
}

/** The value that a fix is written as, if it is one: JSON, or a RegExp literal. */
function valueOf(fix: string | undefined): unknown {
  if (fix === undefined) return undefined;
  const literal = /^\/(?<source>.+)\/(?<flags>[a-z]*)$/.exec(fix)?.groups;
  try {
    return literal === undefined
      ? JSON.parse(fix)
      : new RegExp(literal["source"] ?? "", literal["flags"]);
  } catch {
    return undefined; // it is code
  }
}
