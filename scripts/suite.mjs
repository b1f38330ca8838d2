// All test projects in one vitest process, and what came of it.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { root, run } from "./workspace.mjs";

/**
 * `engines`: the browsers that tests may drive, as names. `node`: the binary to run on. Comes back with the totals
 * and a line for each failure.
 */
export function runSuite({ engines, args = [], node = process.execPath }) {
  const folder = mkdtempSync(join(tmpdir(), "corsage-suite-"));
  const report = join(folder, "report.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const vitest = `${root}node_modules/vitest/vitest.mjs`;
  const succeeded = run(node, [vitest, "run", ...reporters, ...args], {
    env: { CORSAGE_ENGINES: engines.join(",") },
  });
  try {
    const outcome = JSON.parse(readFileSync(report, "utf8"));
    return totalsOf(outcome.numPassedTests, listFailures(outcome, succeeded));
  } catch {
    return totalsOf(0, ["vitest fell before it could report"]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function totalsOf(passed, failures) {
  return { passed, failed: failures.length, failures };
}

/** A line for each failure, for the end of a long output: where, which, and what was said. */
function listFailures({ numPassedTests, testResults }, succeeded) {
  const failures = testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(root, name);
    const failed = assertionResults.filter((test) => test.status === "failed");
    // A file that cannot even be loaded has no failed test in it.
    if (failed.length === 0) return status === "failed" ? [`${file}: ${onOneLine(message)}`] : [];
    return failed.map(
      ({ fullName, failureMessages }) => `${file}: ${fullName}: ${onOneLine(failureMessages[0])}`,
    );
  });
  // Errors outside of any test, and a run in which nothing ran, fail as well.
  const isUnexplained = failures.length === 0 && (!succeeded || numPassedTests === 0);
  return isUnexplained ? ["an error outside of any test, or no test at all"] : failures;
}

function onOneLine(text = "") {
  return text.replaceAll(/\s+/g, " ").slice(0, 1000);
}
