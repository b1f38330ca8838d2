import isSafeRegex from "safe-regex2";

/** With three, an origin of 300 characters costs some 70 ms; with four, seconds. */
const MAX_WILDCARDS = 2;

/**
 * Whether a crafted origin could make the RegExp try the same text in very many ways. Three questions, each of which
 * a person can answer by looking: repetition inside repetition (safe-regex2), alternatives inside repetition, which
 * it lets pass (`(a|a)*`), and `.*` more than twice. It may say yes to a harmless one: a pattern says the same.
 */
export function canBacktrack(source: string): boolean {
  const parts = splitRegExp(source);
  return (
    !isSafeRegex(withoutOptionalGroups(parts)) ||
    repeatsAlternatives(parts) ||
    parts.filter((part, index) => part === "." && isUnbounded(parts[index + 1])).length >
      MAX_WILDCARDS
  );
}

/** One escape, one class or one other character at a time, so that what is quoted is not taken for structure. */
export function splitRegExp(source: string): readonly string[] {
  return Array.from(source.matchAll(/\\.|\[(?:\\.|[^\]\\])*\]|[^]/gs), ([part]) => part);
}

/** `(…)?` repeats nothing, but safe-regex2 counts it, and would stop the most common rule: `([a-z]+\.)?example\.com`. */
function withoutOptionalGroups(parts: readonly string[]): string {
  return parts.filter((part, index) => !(part === "?" && parts[index - 1] === ")")).join("");
}

function repeatsAlternatives(parts: readonly string[]): boolean {
  let here = false; // whether the group being read, or one inside it, has alternatives
  const outside: boolean[] = [];
  for (const [index, part] of parts.entries()) {
    if (part === "|") {
      here = true;
    } else if (part === "(") {
      outside.push(here);
      here = false;
    } else if (part === ")") {
      if (here && isUnbounded(parts[index + 1])) return true;
      here = outside.pop() === true || here;
    }
  }
  return false;
}

function isUnbounded(quantifier: string | undefined): boolean {
  return quantifier === "*" || quantifier === "+" || quantifier === "{";
}
