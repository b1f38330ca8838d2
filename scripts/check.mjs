// `npm run check`: everything that is not a test. All steps run, so that one reading shows all faults.
import { formatTotals, reportFailure } from "./totals.mjs";
import { buildWorkspace, runTask, runTool } from "./workspace.mjs";

const steps = {
  build: () => buildWorkspace(),
  lint: () => runTool("oxlint", "--type-aware", "--deny-warnings"),
  format: () => runTool("oxfmt", "--check"),
  types: () => runTask("typecheck"),
  "dead code": () => runTool("knip"),
  packaging: () => runTask("package"),
};

const results = Object.entries(steps).map(([title, step]) => {
  console.log(`\n── ${title}`);
  return { title, passed: step() };
});
console.log();
for (const { title, passed } of results)
  console.log(passed ? `pass  ${title}` : reportFailure(title));

const passed = results.filter((result) => result.passed).length;
const failed = results.length - passed;
console.log(`\n${formatTotals({ passed, failed })}`);
process.exitCode = failed > 0 ? 1 : 0;
