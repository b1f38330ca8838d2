// `npm test`, from a bare clone on: install, build, browsers, every test, the demo's own check.
// Arguments go to vitest, and the demo is left out then: npm test -- --project @corsage/core
import { spawn } from "node:child_process";
import { provideEngines, reportMissing } from "./browsers.mjs";
import { provideNginx } from "./nginx.mjs";
import { runSuite } from "./suite.mjs";
import { formatTotals, parseTotals, reportFailure } from "./totals.mjs";
import { buildWorkspace, root } from "./workspace.mjs";

const args = process.argv.slice(2);
const totals = { passed: 0, failed: 0 };
const failures = [];

function add({ passed, failed }) {
  totals.passed += passed;
  totals.failed += failed;
}

async function checkDemo() {
  const demo = spawn(process.execPath, [`${root}apps/storefront/dist/main.js`, "--check"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  demo.stdout.setEncoding("utf8").on("data", (text) => (output += text));
  const status = await new Promise((resolve) => demo.on("close", resolve));
  const rows = parseTotals(output);
  const isConsistent = rows !== undefined && (status === 0) === (rows.failed === 0);
  const counted = isConsistent ? rows : { passed: 0, failed: 1 };
  if (counted.failed > 0) {
    console.log(output);
    failures.push(`the demo's own check, exit code ${status}`);
  }
  console.log(`\nThe demo, in a browser: ${formatTotals(counted)}`);
  return counted;
}

if (buildWorkspace()) {
  const { available, missing } = await provideEngines();
  provideNginx();
  const suite = runSuite({ engines: available, args });
  add(suite);
  failures.push(...suite.failures);
  if (args.length === 0 && available.includes("chromium")) add(await checkDemo());
  for (const name of missing) reportMissing(name);
  if (process.env.CI === "true") {
    totals.failed += missing.length;
    failures.push(...missing.map((name) => `${name} is missing`));
  }
} else {
  totals.failed = 1;
  failures.push("the build");
}
for (const failure of failures) console.log(reportFailure(failure));
console.log(`\n${formatTotals(totals)}`);
process.exitCode = totals.failed > 0 ? 1 : 0;
