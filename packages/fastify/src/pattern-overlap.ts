/** How two URL patterns of one router relate. */
export type Overlap =
  /** No URL matches both. */
  | "none"
  /** A URL may match both, and then the router tries the first pattern first. */
  | "first-wins"
  /** A URL may match both; which is tried first depends on it, or is the second. */
  | "possible";

export interface PatternOptions {
  readonly caseSensitive: boolean;
}

/**
 * Compares patterns segment by segment. A segment with a parameter, a regular expression or an encoded character
 * counts as matching anything: the answer may be `possible` where it need not, never `none` where it must not.
 *
 * find-my-way tries static text before parameters before wildcards, at the first place where patterns differ.
 */
export function comparePatterns(
  first: string,
  second: string,
  { caseSensitive }: PatternOptions,
): Overlap {
  const one = splitPattern(first, caseSensitive);
  const other = splitPattern(second, caseSensitive);
  let verdict: Overlap | undefined;
  for (let index = 0; ; index += 1) {
    const mine = one[index];
    const theirs = other[index];
    if (mine === undefined && theirs === undefined) return verdict ?? "possible";
    if (mine === REST || theirs === REST) {
      return (
        verdict ?? (theirs === REST && mine !== REST && mine !== WILD ? "first-wins" : "possible")
      );
    }
    if (mine === undefined || theirs === undefined) return "none";
    if (mine === theirs) continue;
    if (mine !== WILD && theirs !== WILD) return "none";
    verdict ??= theirs === WILD ? "first-wins" : "possible";
  }
}

/** One segment of anything. */
const WILD = ":";
/** Everything that is left, nothing included. */
const REST = "*";

function splitPattern(pattern: string, caseSensitive: boolean): readonly string[] {
  // An optional last parameter makes two patterns; as a rest, it covers both.
  const text = pattern.replace(/:[^/]*\?$/, REST);
  const segments: string[] = [];
  for (const segment of text.split("/").filter((part) => part !== "")) {
    if (segment.includes("*")) return [...segments, REST];
    if (/[:%]/.test(segment)) segments.push(WILD);
    else segments.push(caseSensitive ? segment : segment.toLowerCase());
  }
  return segments;
}
