// The browsers that tests drive: what is installed is used, the rest is installed where possible.
// Needs the workspace to be built: which browser counts as installed is for packages/engines to say.
import { canInstall, installDebianPackages } from "./debian.mjs";
import { root } from "./workspace.mjs";

const debianPackages = {
  chromium: ["chromium"],
  firefox: ["firefox-esr"],
  webkit: ["libwebkit2gtk-4.1-0", "xvfb"], // the browser is inside the library's package
};

/**
 * Makes sure of the engines as far as possible: all of them, or those that CORSAGE_ENGINES names.
 * Says loudly which one cannot be had.
 */
export async function provideEngines(names = wantedEngines()) {
  const { installedEngines } = await import(`${root}packages/engines/dist/index.js`);
  const isMissing = (name) => !installedEngines().includes(name);
  if (names.some(isMissing) && canInstall()) {
    installDebianPackages(names.filter(isMissing).flatMap((name) => debianPackages[name]));
  }
  const missing = names.filter(isMissing);
  for (const name of missing) reportMissing(name);
  return { available: names.filter((name) => !missing.includes(name)), missing };
}

function wantedEngines() {
  const wanted = process.env.CORSAGE_ENGINES?.split(",");
  return Object.keys(debianPackages).filter((name) => wanted?.includes(name) ?? true);
}

export function reportMissing(name) {
  const packages = debianPackages[name].join(" ");
  console.error(`\n!!! NOTHING IS TESTED IN ${name.toUpperCase()}: it is not installed.`);
  console.error(`!!! On Debian: apt-get install ${packages}\n`);
}
