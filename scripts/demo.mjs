// `npm run demo`, from a bare clone on. The demo runs in this very process, so that Ctrl-C reaches it
// and nothing else; `npm run demo -- --check` drives it in a headless browser.
import { pathToFileURL } from "node:url";
import { provideEngines } from "./browsers.mjs";
import { buildWorkspace, root } from "./workspace.mjs";

console.log("Installing and building; the first time takes a minute.");
const ready =
  buildWorkspace({ quiet: true }) &&
  (!process.argv.includes("--check") || (await provideEngines(["chromium"])).missing.length === 0);

if (ready) await import(pathToFileURL(`${root}apps/storefront/dist/main.js`));
else process.exitCode = 1;
