// The last line of `npm test`, `npm run check`, `npm run matrix` and `.ci/run`.

export function formatTotals({ passed, failed }) {
  return `${passed} passed, ${failed} failed`;
}

/** The totals in the last such line of an output, whatever stands before a colon; undefined when there is none. */
export function parseTotals(output) {
  const last = [...output.matchAll(/^(?:\w+: )?(\d+) passed, (\d+) failed$/gm)].at(-1);
  return last && { passed: Number(last[1]), failed: Number(last[2]) };
}
