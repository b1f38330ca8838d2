// All test projects in one vitest process, and what came of it.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root, run } from "./workspace.mjs";

/** `engines`: the browsers that tests may drive, as names. `node`: the binary to run on. */
export function runSuite({ engines, args = [], node = process.execPath }) {
  const folder = mkdtempSync(join(tmpdir(), "corsage-suite-"));
  const report = join(folder, "report.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const vitest = `${root}node_modules/vitest/vitest.mjs`;
  const succeeded = run(node, [vitest, "run", ...reporters, ...args], {
    env: { CORSAGE_ENGINES: engines.join(",") },
  });
  try {
    return countTests(JSON.parse(readFileSync(report, "utf8")), succeeded);
  } catch {
    return { passed: 0, failed: 1 }; // vitest fell before it could report
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function countTests({ numPassedTests, numFailedTests, testResults }, succeeded) {
  // A file that cannot even be loaded has no failed test in it.
  const brokenFiles = testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && assertionResults.every((test) => test.status !== "failed"),
  );
  const failed = numFailedTests + brokenFiles.length;
  // Errors outside of any test, and a run in which nothing ran, fail as well.
  const unexplained = failed === 0 && (!succeeded || numPassedTests === 0);
  return { passed: numPassedTests, failed: unexplained ? 1 : failed };
}
