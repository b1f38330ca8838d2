import type { Attempt } from "./page/attempt.ts";

/** The page's table, for a terminal: one line per request, and below it what was not expected. */
export function formatAttempts(attempts: readonly Attempt[]): readonly string[] {
  const rows = attempts.map((attempt) => [
    attempt.surprises.length === 0 ? "ok" : "NOT",
    attempt.title,
    attempt.request,
    attempt.sightings.map(({ method, status }) => `${method} ${status ?? "-"}`).join(", "),
    attempt.handlerRan ? "ran" : "did not run",
    attempt.outcome + (attempt.reading?.status === undefined ? "" : ` ${attempt.reading.status}`),
  ]);
  const head = ["", "request", "", "the API saw", "its handler", "the page got"];
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string =>
    `  ${row.map((text, column) => text.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd();
  return [
    line(head),
    ...attempts.flatMap((attempt, index) => [
      line(rows[index] ?? []),
      ...attempt.surprises.map((surprise) => `       ${surprise}`),
    ]),
  ];
}
