// nginx, which the command's tests start beside servers of our own: what is installed is used, else Debian's package.
import { spawnSync } from "node:child_process";
import { canInstall, installDebianPackages } from "./debian.mjs";

const isInstalled = () => spawnSync("nginx", ["-v"]).error === undefined;

/** Whether nginx is there, after an attempt to install it. Says loudly if it cannot be had. */
export function provideNginx() {
  if (!isInstalled() && canInstall()) installDebianPackages(["nginx-light"]);
  if (isInstalled()) return true;
  console.error("\n!!! NOTHING IS TESTED AGAINST NGINX: it is not installed.");
  console.error("!!! On Debian: apt-get install nginx-light\n");
  return false;
}
