// `npm run matrix`: the whole suite on every supported Node line. The binaries are npm packages, so
// no version manager is needed. They live outside the workspace: a `node` in the root's
// node_modules/.bin would silently replace everybody's Node.
import { spawnSync } from "node:child_process";
import { provideEngines } from "./browsers.mjs";
import { runSuite } from "./suite.mjs";
import { formatTotals, reportFailure } from "./totals.mjs";
import { buildWorkspace, root, run } from "./workspace.mjs";

const folder = `${root}tools/node-matrix`;
const quiet = ["--no-package-lock", "--no-fund", "--no-audit"];
const total = { passed: 0, failed: 0 };
const summary = [];
const failures = [];

function runLine(line, engines) {
  const node = `${folder}/node_modules/${line}/bin/node`;
  const { stdout } = spawnSync(node, ["--version"], { encoding: "utf8" });
  if (!stdout) {
    const where = "no binary for this platform";
    return { version: line, where, passed: 0, failed: 1, failures: [where] };
  }
  const version = stdout.trim();
  const where = engines.length > 0 ? `browsers: ${engines.join(", ")}` : "without browsers";
  console.log(`\n── Node ${version}, ${where}`);
  return { version, where, ...runSuite({ node, engines, args: process.argv.slice(2) }) };
}

if (!buildWorkspace() || !run("npm", ["install", "--prefix", folder, ...quiet])) {
  console.log(`\n${formatTotals({ passed: 0, failed: 1 })}`);
  process.exitCode = 1;
} else {
  const { available } = await provideEngines();
  // Browsers on every line: their drivers, and the servers that they call, run on it too.
  for (const line of ["node20", "node22", "node24"]) {
    const result = runLine(line, available);
    total.passed += result.passed;
    total.failed += result.failed;
    failures.push(...result.failures.map((failure) => `${result.version}: ${failure}`));
    summary.push(`${result.version.padEnd(10)} ${formatTotals(result)}  (${result.where})`);
  }
  for (const failure of failures) console.log(reportFailure(failure));
  console.log(`\n${summary.join("\n")}\n\n${formatTotals(total)}`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}
