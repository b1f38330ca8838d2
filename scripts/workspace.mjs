// What every command needs first: the packages installed and built.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../", import.meta.url));

/** Runs a program in the root of the workspace, its output passed through; true when it exited with 0. */
export function run(command, args, env = {}) {
  const { status } = spawnSync(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    shell: process.platform === "win32", // programs are .cmd files there
    stdio: ["ignore", "inherit", "inherit"],
  });
  return status === 0;
}

/** Runs a program through the pinned pnpm, which turbo wants on its PATH. */
export function runWithPnpm(...args) {
  return run(process.execPath, [`${root}scripts/pnpm.mjs`, ...args], {
    TURBO_TELEMETRY_DISABLED: "1",
    TURBO_NO_UPDATE_NOTIFIER: "1",
  });
}

/** Runs a tool of this workspace. */
export function runTool(name, ...args) {
  return run(`${root}node_modules/.bin/${name}`, args);
}

/** Installs what is missing and builds what has changed; silent about builds that went well. */
export function buildWorkspace() {
  return runWithPnpm("exec", "turbo", "run", "build", "--output-logs=errors-only");
}
