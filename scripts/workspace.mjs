// What every command needs first: the packages installed and built.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../", import.meta.url));

/**
 * Runs a program in the root of the workspace; true when it exited with 0. Its output is passed through, or,
 * where it is `quiet`, shown only when it failed.
 */
export function run(command, args, { env = {}, quiet = false } = {}) {
  const output = quiet ? "pipe" : "inherit";
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    shell: process.platform === "win32", // programs are .cmd files there
    stdio: ["ignore", output, output],
    encoding: "utf8",
    maxBuffer: Infinity,
  });
  if (quiet && status !== 0) console.error(`${stdout ?? ""}${stderr ?? ""}`);
  return status === 0;
}

/** Runs a program through the pinned pnpm, which turbo wants on its PATH. */
export function runWithPnpm(args, { quiet = false } = {}) {
  const env = { TURBO_TELEMETRY_DISABLED: "1", TURBO_NO_UPDATE_NOTIFIER: "1" };
  return run(process.execPath, [`${root}scripts/pnpm.mjs`, ...args], { env, quiet });
}

/** Runs a tool of this workspace. */
export function runTool(name, ...args) {
  return run(`${root}node_modules/.bin/${name}`, args);
}

/** Runs a task of every package; silent about those that went well. */
export function runTask(name, settings) {
  return runWithPnpm(["exec", "turbo", "run", name, "--output-logs=errors-only"], settings);
}

/** Installs what is missing and builds what has changed. */
export function buildWorkspace(settings) {
  return runTask("build", settings);
}
