// `npm run faults`: plants each fault of faults-planted.mjs in a copy that is thrown away, and runs the tests that must
// notice. A fault that nobody notices, or whose place is gone, fails. Arguments choose faults by their titles.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { plantedFaults } from "./faults-planted.mjs";
import { formatTotals } from "./totals.mjs";
import { buildWorkspace, root } from "./workspace.mjs";

const copied = ["packages", "apps", "package.json", "vitest.config.ts"];
const settings = ["tsconfig.json", "tsconfig.base.json", "pnpm-workspace.yaml"];

function copyWorkspace() {
  const copy = mkdtempSync(join(tmpdir(), "corsage-faults-"));
  for (const name of [...copied, ...settings]) {
    // Packages find each other by relative links, so the copy's find the copy's.
    cpSync(join(root, name), join(copy, name), { recursive: true, verbatimSymlinks: true });
  }
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  return copy;
}

function runIn(copy, program, args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: copy,
    encoding: "utf8",
    maxBuffer: Infinity,
    // Browsers are not needed: what a browser would notice, a unit test notices first.
    env: { ...process.env, CORSAGE_ENGINES: "", CI: "" },
  });
  return { status, output: `${stdout}${stderr}` };
}

/** The title of the first test that fails, or why none can. */
function firstToNotice(copy, { built, project, tests, named }) {
  if (built) {
    const settingsFile = `packages/${built}/tsconfig.build.json`;
    const { status, output } = runIn(copy, "node_modules/typescript/bin/tsc", ["-b", settingsFile]);
    if (status !== 0) return { missed: `it does not compile:\n${output}` };
  }
  const report = join(copy, "report.json");
  const selection = ["--project", `@corsage/${project}`, tests, ...(named ? ["-t", named] : [])];
  const output = ["--reporter=json", `--outputFile=${report}`];
  runIn(copy, "node_modules/vitest/vitest.mjs", ["run", ...selection, ...output]);
  const { testResults } = JSON.parse(readFileSync(report, "utf8"));
  const results = testResults.flatMap(({ assertionResults }) => assertionResults);
  const failed = results.find(({ status }) => status === "failed");
  if (failed !== undefined) return { noticed: failed.fullName };
  const ran = results.filter(({ status }) => status === "passed").length;
  return { missed: `${ran} tests ran, none failed` };
}

function plant(copy, fault) {
  const file = join(copy, fault.file);
  const text = readFileSync(file, "utf8");
  if (text.split(fault.right).length !== 2)
    return { missed: `${fault.file} has its place not once` };
  try {
    writeFileSync(
      file,
      text.replace(fault.right, () => fault.wrong),
    );
    return firstToNotice(copy, fault);
  } finally {
    writeFileSync(file, text);
  }
}

const wanted = process.argv.slice(2);
const chosen = plantedFaults.filter(
  ({ title }) => wanted.length === 0 || wanted.some((word) => title.includes(word)),
);
const totals = { passed: 0, failed: 0 };
if (buildWorkspace()) {
  const copy = copyWorkspace();
  process.once("SIGINT", () => process.exit(130));
  process.once("exit", () => rmSync(copy, { recursive: true, force: true }));
  for (const fault of chosen) {
    const { noticed, missed } = plant(copy, fault);
    if (noticed === undefined) totals.failed += 1;
    else totals.passed += 1;
    console.log(
      `${noticed ? "noticed" : "MISSED "}  ${fault.title}\n         ${noticed ?? missed}`,
    );
  }
} else {
  totals.failed = 1;
}
console.log(`\n${formatTotals(totals)}`);
process.exitCode = totals.failed > 0 ? 1 : 0;
