import { runInThisContext } from "node:vm";
import { isFields, type PolicyIssue } from "../src/index.ts";

/** The options after a person has pasted an issue's fix where it is told to go. */
export function pasteFix(options: unknown, { code, path, fix = "" }: PolicyIssue): unknown {
  if (path.length === 0) return evaluate(`(${fix})`);
  if (code === "unknown-option") return renameAt(options, path, fix);
  if (/^[a-zA-Z]+: /.test(fix) && isFields(options)) {
    const fields = evaluate(`({ ${fix} })`);
    return isFields(fields) ? { ...options, ...fields } : options;
  }
  return replaceAt(options, path, fix);
}

function evaluate(source: string): unknown {
  return runInThisContext(source);
}

function replaceAt(
  value: unknown,
  [step, ...rest]: readonly (string | number)[],
  fix: string,
): unknown {
  if (step === undefined) return evaluate(`(${fix})`);
  if (Array.isArray(value) && typeof step === "number") {
    // Text pasted over a member of a list may be several members.
    const pasted: unknown =
      rest.length === 0 ? evaluate(`[${fix}]`) : [replaceAt(value[step], rest, fix)];
    return Array.isArray(pasted) ? value.toSpliced(step, 1, ...pasted) : value;
  }
  return isFields(value) ? { ...value, [step]: replaceAt(value[step], rest, fix) } : value;
}

function renameAt(
  value: unknown,
  [step, ...rest]: readonly (string | number)[],
  name: string,
): unknown {
  if (!isFields(value) || step === undefined) return value;
  if (rest.length > 0) return { ...value, [step]: renameAt(value[step], rest, name) };
  const renamed = Object.entries(value).map(([key, field]) => [key === step ? name : key, field]);
  return Object.fromEntries(renamed);
}
