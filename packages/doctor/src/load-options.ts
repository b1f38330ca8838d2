import { readFile } from "node:fs/promises";
import { extname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { reasonOf } from "./unreachable-error.ts";
import { UsageError } from "./usage-error.ts";

/** The names under which a module may export options or a Policy, first come first served. */
const EXPORT_NAMES = ["default", "options", "policy", "cors", "corsOptions"];

/**
 * Reads a policy's options from a JSON file, or from the module that a JavaScript (on Node 22.18 and later also
 * TypeScript) file is. A module is run: that is what a module is.
 * @throws UsageError if the file is not there, not JSON, or exports nothing of use.
 */
export async function loadOptions(file: string): Promise<unknown> {
  if (extname(file) === ".json") return parseJson(file, await read(file));
  const module: unknown = await importModule(file);
  if (typeof module === "object" && module !== null) {
    const exports = new Map<string, unknown>(Object.entries(module));
    const name = EXPORT_NAMES.find((candidate) => exports.has(candidate));
    if (name !== undefined) return exports.get(name);
  }
  throw new UsageError(`${file} exports neither options nor a Policy; export it as default.`);
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch {
    throw new UsageError(`${file} cannot be read.`);
  }
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${file} is not JSON: ${reasonOf(error)}`);
  }
}

async function importModule(file: string): Promise<unknown> {
  await read(file);
  try {
    return await import(pathToFileURL(resolve(file)).href);
  } catch (error) {
    throw new UsageError(`${file} cannot be imported: ${reasonOf(error)}`);
  }
}
