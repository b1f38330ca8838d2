// The last lines of `npm test`, `npm run check`, `npm run matrix` and `.ci/run`: what failed, and the totals.

/** `.ci/run` looks for this line and repeats it where nobody overlooks it. */
export function reportFailure(failure) {
  return `FAIL  ${failure}`;
}

export function formatTotals({ passed, failed }) {
  return `${passed} passed, ${failed} failed`;
}

/** The totals in the last such line of an output, whatever stands before a colon; undefined when there is none. */
export function parseTotals(output) {
  const last = [...output.matchAll(/^(?:\w+: )?(\d+) passed, (\d+) failed$/gm)].at(-1);
  return last && { passed: Number(last[1]), failed: Number(last[2]) };
}
