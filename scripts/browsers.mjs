// The browsers that tests drive: what is installed is used; as root on Debian the rest is installed.
import { accessSync, constants, readdirSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { run } from "./workspace.mjs";

const engines = {
  chromium: {
    title: "Chromium",
    packages: ["chromium"],
    installed: () =>
      ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"].some(isOnPath),
  },
  firefox: {
    title: "Firefox",
    packages: ["firefox-esr"],
    installed: () => ["firefox", "firefox-esr"].some(isOnPath),
  },
  webkit: {
    title: "WebKitGTK",
    packages: ["libwebkit2gtk-4.1-0", "xvfb"], // MiniBrowser is inside the library's package
    installed: () => isOnPath("Xvfb") && webkitFolders().some(hasMiniBrowser),
  },
};

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function isOnPath(name) {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.some((folder) => isExecutable(join(folder, name)));
}

// Debian names the folder after the machine: /usr/lib/x86_64-linux-gnu, /usr/lib/aarch64-linux-gnu.
function webkitFolders() {
  try {
    return readdirSync("/usr/lib").map((folder) => `/usr/lib/${folder}`);
  } catch {
    return [];
  }
}

function hasMiniBrowser(folder) {
  return isExecutable(`${folder}/webkit2gtk-4.1/MiniBrowser`);
}

// Ubuntu's chromium package is a stub for a snap, which does not run in a container.
function isDebian() {
  try {
    return /^ID=debian$/m.test(readFileSync("/etc/os-release", "utf8"));
  } catch {
    return false;
  }
}

/** Makes sure of the named engines as far as possible; says loudly which one cannot be had. */
export function provideEngines(names = Object.keys(engines)) {
  const isMissing = (name) => !engines[name].installed();
  if (names.some(isMissing) && process.getuid?.() === 0 && isDebian()) {
    install(names.filter(isMissing).flatMap((name) => engines[name].packages));
  }
  const missing = names.filter(isMissing);
  for (const name of missing) console.error(missingReport(name));
  return { available: names.filter((name) => !missing.includes(name)), missing };
}

export function missingReport(name) {
  const { title, packages } = engines[name];
  return `\n!!! ${title} is not installed: NOTHING is tested in ${title}.\n!!! Debian: apt-get install ${packages.join(" ")}\n`;
}

function install(packages) {
  console.log(`Installing Debian packages for the browsers: ${packages.join(", ")}`);
  const quiet = { DEBIAN_FRONTEND: "noninteractive" };
  run("apt-get", ["update", "-qq"], quiet);
  run("apt-get", ["install", "-qq", "-y", "--no-install-recommends", ...packages], quiet);
}
