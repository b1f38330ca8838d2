import { accessSync, constants, readdirSync, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type EngineName, engineNames } from "./engine.ts";
import { EngineError } from "./engine-error.ts";

const variables: Readonly<Record<EngineName, string>> = {
  chromium: "CHROMIUM_BIN",
  firefox: "FIREFOX_BIN",
  webkit: "WEBKIT_BIN",
};

/** Debian's package, or packages, for each. */
const packages: Readonly<Record<EngineName, string>> = {
  chromium: "chromium",
  firefox: "firefox-esr",
  webkit: "libwebkit2gtk-4.1-0 and xvfb",
};

const commands: Readonly<Record<EngineName, readonly string[]>> = {
  chromium: ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
  firefox: ["firefox-esr", "firefox"],
  webkit: ["MiniBrowser"],
};

/**
 * The engines there are on this machine, in the order of {@link engineNames}. `CORSAGE_ENGINES=chromium,webkit`
 * narrows the choice; `CHROMIUM_BIN`, `FIREFOX_BIN` and `WEBKIT_BIN` name other executables.
 * @throws RangeError when `CORSAGE_ENGINES` names something else.
 */
export function installedEngines(): EngineName[] {
  return wantedEngines().filter((engine) => missingPart(engine) === undefined);
}

/**
 * The engines for a test run: all that are wanted and installed. One that is wanted but missing is announced on
 * the console, never passed over in silence.
 * @throws EngineError `not-installed` for the first missing one when `CI` is `true`.
 */
export function enginesToTest(): EngineName[] {
  return wantedEngines().filter((engine) => {
    const missing = missingPart(engine);
    if (missing === undefined) return true;
    if (process.env["CI"] === "true") throw new EngineError(engine, "not-installed", missing);
    console.warn(`\n!!! NOT TESTED in ${engine}: ${missing}\n`);
    return false;
  });
}

/** @throws EngineError `not-installed`, saying where it was looked for and how to get it. */
export function findExecutable(engine: EngineName): string {
  const missing = missingPart(engine);
  const found = locate(engine);
  if (missing !== undefined || found === undefined) {
    throw new EngineError(engine, "not-installed", missing ?? "not found");
  }
  return found;
}

/** The X server WebKitGTK is shown on. */
export function findXvfb(): string | undefined {
  return onPath("Xvfb");
}

function wantedEngines(): readonly EngineName[] {
  const wanted = process.env["CORSAGE_ENGINES"]
    ?.split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  if (wanted === undefined) return engineNames;
  const known: readonly string[] = engineNames;
  const unknown = wanted.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new RangeError(`CORSAGE_ENGINES: "${unknown}" is not one of ${engineNames.join(", ")}`);
  }
  return engineNames.filter((name) => wanted.includes(name));
}

/** What this engine lacks, as a sentence; `undefined` when it is ready. */
function missingPart(engine: EngineName): string | undefined {
  const variable = variables[engine];
  const remedy = `install ${packages[engine]}, or point ${variable} at it`;
  if (locate(engine) === undefined) {
    const named = process.env[variable];
    return named === undefined
      ? `not installed; ${remedy}`
      : `${variable} is ${named}, which is not an executable file`;
  }
  if (engine === "webkit" && findXvfb() === undefined) return `Xvfb is not installed; ${remedy}`;
  return undefined;
}

function locate(engine: EngineName): string | undefined {
  const named = process.env[variables[engine]];
  if (named !== undefined) return isExecutable(named) ? named : undefined;
  const found = commands[engine].map(onPath).find((path) => path !== undefined);
  return found ?? (engine === "webkit" ? insideLibrary() : undefined);
}

/** MiniBrowser comes inside the library's package, off the path: Debian's folder names the architecture. */
function insideLibrary(): string | undefined {
  const libraries = safeList("/usr/lib").map((name) => join("/usr/lib", name));
  return ["/usr/libexec", "/usr/lib", ...libraries]
    .map((folder) => join(folder, "webkit2gtk-4.1", "MiniBrowser"))
    .find(isExecutable);
}

function onPath(command: string): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return folders.map((folder) => join(folder, command)).find(isExecutable);
}

function safeList(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
