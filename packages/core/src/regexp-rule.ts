import { createIssue, type PolicyIssue } from "./policy-issue.ts";
import { canBacktrack, splitRegExp } from "./regexp-backtracking.ts";

type Path = readonly (string | number)[];

/** Sites that have nothing to do with each other: a rule that accepts two of one scheme accepts anything. */
const UNRELATED_ORIGINS: readonly (readonly [string, string])[] = [
  ["https://corsage-probe.invalid", "https://q7.zz"],
  ["http://corsage-probe.invalid", "http://q7.zz"],
];

/** A dot that stands for itself, by all appearances: behind text, a class, a group or a repetition, in front of text. */
const OPEN_DOT = /(?<=[\w\-\])}?*+])\.(?=[\w-])/g;

/** Every fault of one RegExp rule. */
export function checkRegExp(rule: RegExp, path: Path): readonly PolicyIssue[] {
  const { source, flags } = rule;
  const stateful = [...flags].filter((flag) => flag === "g" || flag === "y").join("");
  if (stateful !== "") return [createIssue("regexp-flags", path, rule, { flags: stateful })];
  if (canBacktrack(source)) return [createIssue("regexp-catastrophic", path, rule, null)];
  const open: PolicyIssue[] = [];
  if (!isAnchored(source)) {
    const bare = source.replace(/^\^/, "").replace(/(?<!\\)\$$/, "");
    open.push(createIssue("regexp-unanchored", path, rule, { source: bare, flags }));
  }
  if (!source.replaceAll("\\", "").includes("://")) {
    open.push(createIssue("regexp-without-scheme", path, rule, null));
  }
  if (open.length > 0) return open;
  const accepted = UNRELATED_ORIGINS.find((origins) =>
    origins.every((origin) => rule.test(origin)),
  );
  if (accepted !== undefined) {
    return [createIssue("regexp-matches-anything", path, rule, { accepted: accepted[1] })];
  }
  const reason = whyNeverMatching(source, flags);
  if (reason !== undefined) return [createIssue("regexp-never-matches", path, rule, { reason })];
  if (withoutClasses(source).search(OPEN_DOT) === -1) return [];
  const escaped = source.replaceAll(OPEN_DOT, "\\.");
  return [createIssue("regexp-unescaped-dot", path, rule, { source: escaped, flags })];
}

/** Whether every alternative at the top level starts with `^` and ends in `$`. */
function isAnchored(source: string): boolean {
  return topLevelAlternatives(source).every(
    (alternative) => alternative.startsWith("^") && /(?<!\\)(?:\\\\)*\$$/.test(alternative),
  );
}

function topLevelAlternatives(source: string): readonly string[] {
  const alternatives = [""];
  let depth = 0;
  for (const part of splitRegExp(source)) {
    if (part === "|" && depth === 0) {
      alternatives.push("");
      continue;
    }
    if (part === "(") depth += 1;
    if (part === ")") depth -= 1;
    alternatives[alternatives.length - 1] += part;
  }
  return alternatives;
}

/** Literal text that no origin contains. Silent wherever a part could be left out: a false alarm would stop a start. */
function whyNeverMatching(source: string, flags: string): string | undefined {
  if (/[|]|\)[?*{]/.test(source)) return undefined;
  const literal = withoutClasses(source)
    .replaceAll(/\(\?<[A-Za-z]\w*>|\\[pPu]\{[^}]*\}|\\[xuc][\dA-F]+/g, "")
    .replaceAll(/\\?.(?:[?*]|\{0)/gs, "")
    .replaceAll(/\\[^/.:-]/g, "")
    .replaceAll(/\(\?:|[\\()]/g, "");
  const host = literal.slice(literal.indexOf("://") + 3);
  if (host.includes("/")) return "an origin has no slash after its host";
  if (!flags.includes("i") && /[A-Z]/.test(literal)) return "origins are in lower case";
  return literal.startsWith("^https:") && literal.endsWith(":443$")
    ? "browsers leave out the port 443 of https"
    : undefined;
}

function withoutClasses(source: string): string {
  return source.replaceAll(/\[(?:\\.|[^\]\\])*\]/g, "[]");
}
