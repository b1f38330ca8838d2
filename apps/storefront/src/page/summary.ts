import type { Attempt } from "./attempt.ts";

type Summarised = Pick<Attempt, "outcome" | "surprises" | "title">;

/** What a run came to, in one line: read aloud when it ends. */
export function summarise(attempts: readonly Summarised[]): string {
  const [only] = attempts;
  const astray = attempts.filter(({ surprises }) => surprises.length > 0).length;
  if (attempts.length === 1 && only !== undefined) {
    return `${only.title}: ${astray === 0 ? "as expected" : "not as expected"}.`;
  }
  const verdict =
    astray === 0
      ? `All ${attempts.length} as expected`
      : `${astray} of ${attempts.length} not as expected`;
  const count = (outcome: Attempt["outcome"], word: string): string =>
    `${attempts.filter((made) => made.outcome === outcome).length}\u{a0}${word}`; // never torn apart
  return `${verdict}: ${count("read", "read")}, ${count("blocked", "blocked")}, ${count("opaque", "empty")}.`;
}
