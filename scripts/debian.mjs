// What the tests need from the system: installed where that is possible, as root on Debian.
import { readFileSync } from "node:fs";
import { run } from "./workspace.mjs";

// Not Ubuntu: its chromium package is a stub for a snap, which does not run in a container.
function isDebian() {
  try {
    return /^ID=debian$/m.test(readFileSync("/etc/os-release", "utf8"));
  } catch {
    return false;
  }
}

export function canInstall() {
  return process.getuid?.() === 0 && isDebian();
}

export function installDebianPackages(packages) {
  console.log(`Installing Debian packages: ${packages.join(", ")}`);
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  run("apt-get", ["update", "-qq"], { env });
  run("apt-get", ["install", "-qq", "-y", "--no-install-recommends", ...packages], { env });
}
