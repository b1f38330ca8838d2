// `npm test`, from a bare clone on: install, build, browsers, every test, the demo's own check.
// With arguments (`npm test -- core -t "wildcard"`) they go to vitest, and the demo is left out.
import { spawn } from "node:child_process";
import { missingReport, provideEngines } from "./browsers.mjs";
import { runSuite } from "./suite.mjs";
import { formatTotals, parseTotals } from "./totals.mjs";
import { buildWorkspace, root } from "./workspace.mjs";

const args = process.argv.slice(2);
const totals = { passed: 0, failed: 0 };

function add({ passed, failed }) {
  totals.passed += passed;
  totals.failed += failed;
}

/** The demo's rows. Its totals line is left out of what is shown: the one at the end includes it. */
async function checkDemo() {
  console.log("\nThe demo, in a browser:");
  const demo = spawn(process.execPath, [`${root}apps/storefront/dist/main.js`, "--check"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  demo.stdout.setEncoding("utf8").on("data", (text) => {
    output += text;
  });
  const status = await new Promise((resolve) => demo.on("close", resolve));
  const rows = parseTotals(output);
  console.log(output.replace(/^\d+ passed, \d+ failed\n?/gm, "").trimEnd());
  const explained = rows !== undefined && (status === 0) === (rows.failed === 0);
  return explained ? rows : { passed: 0, failed: 1 };
}

if (buildWorkspace()) {
  const { available, missing } = provideEngines();
  add(runSuite({ engines: available, args }));
  if (args.length === 0 && available.includes("chromium")) add(await checkDemo());
  for (const name of missing) console.error(missingReport(name));
  if (process.env.CI === "true") totals.failed += missing.length;
} else {
  totals.failed = 1;
}
console.log(`\n${formatTotals(totals)}`);
process.exitCode = totals.failed > 0 ? 1 : 0;
