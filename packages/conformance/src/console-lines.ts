import type { EngineName } from "@corsage/engines";

/**
 * A console as far as it can be foretold, in alphabetical order: engines report from several processes.
 *
 * Chromium keeps a request's headers in a hash table: which of several missing names it reports follows from nothing
 * a model could know, so the name is left out where Chromium's lines are compared.
 */
export function consoleLines(engine: EngineName, lines: readonly string[]): readonly string[] {
  return lines
    .map((line) =>
      engine === "chromium" ? line.replace(/(Request header field) \S+/, "$1 (a name)") : line,
    )
    .toSorted();
}
