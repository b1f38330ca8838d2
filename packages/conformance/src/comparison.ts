import type { GroupResult } from "./peer-run.ts";

/** A peer and how it did. */
export interface Compared {
  readonly name: string;
  readonly results: readonly GroupResult[];
}

const PREFACE = `Every row of the conformance table states one fact about CORS: the status, every header line, and whether the handler
ran. All hosts of Corsage pass all rows. Here the same rows run over raw sockets with another package in its place,
configured as a careful user would: origins as a list, patterns as anchored regular expressions, functions that catch
what they throw.

Only what changes what somebody may do, or what a cache may mix up, counts as wrong; a list in another order does not.
Rows that need a policy for each route are not asked of packages that have none. The group \`enforcement\`, and some
rows of others, ask for what no other package offers: that a write which no page may send does not run.

This page is written by \`npm run conformance -- --write\`. One package alone: \`npm run conformance -- --host cors\`.`;

/** The page that compares peers: wrong rows by group, then each row that anybody gets wrong. */
export function comparisonPage(peers: readonly Compared[]): string {
  const groups = peers[0]?.results.map(({ group }) => group) ?? [];
  const counts = groups.map((group) => [
    group,
    ...peers.map(({ results }) => countOf(results.filter((result) => result.group === group))),
  ]);
  const sums = peers.map(({ results }) => countOf(results));
  const names = peers.map(({ name }) => name);
  return [
    "# What other packages get wrong",
    "",
    PREFACE,
    "",
    ...table(["wrong rows", ...names], [...counts, ["**all**", ...sums]]),
    "",
    ...groups.flatMap((group) => groupSection(group, peers)),
  ].join("\n");
}

function groupSection(group: string, peers: readonly Compared[]): readonly string[] {
  const failedBy = peers.map(
    ({ results }) =>
      new Map(
        results
          .filter((result) => result.group === group)
          .flatMap(({ failed }) => failed.map(({ title, faults }) => [title, faults.join("; ")])),
      ),
  );
  const titles = new Set(failedBy.flatMap((failed) => [...failed.keys()]));
  if (titles.size === 0) return [];
  const rows = [...titles].map((title) => [
    escape(title),
    ...failedBy.map((failed) => escape(failed.get(title) ?? "")),
  ]);
  return [
    `## ${group}`,
    "",
    ...table(["what should be", ...peers.map(({ name }) => name)], rows),
    "",
  ];
}

/** "7 of 37" */
function countOf(results: readonly GroupResult[]): string {
  const failed = results.reduce((sum, result) => sum + result.failed.length, 0);
  const rows = results.reduce((sum, result) => sum + result.rows, 0);
  return `${failed} of ${rows}`;
}

/** Columns are padded, as the formatter of the docs has them. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const widths = head.map((_, column) =>
    Math.max(3, ...[head, ...rows].map((cells) => cells[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, column) => (cells[column] ?? "").padEnd(width)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)];
}

function escape(text: string): string {
  return text.replaceAll(/[|*<]/g, String.raw`\$&`);
}
