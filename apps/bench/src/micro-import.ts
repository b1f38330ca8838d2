import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { quartilesOf } from "./statistics.ts";

const RUNS = 15;

/** Milliseconds of CPU that a new process needs to import a module, beyond what it needs anyway. */
function importCost(url: string): number {
  const program = `
    const before = process.cpuUsage();
    await import(${JSON.stringify(url)});
    const { user, system } = process.cpuUsage(before);
    process.stdout.write(String((user + system) / 1000));`;
  const costs = Array.from({ length: RUNS }, () => {
    const child = spawnSync(process.execPath, ["--input-type=module", "-e", program]);
    return Number(child.stdout.toString());
  });
  return quartilesOf(costs).median;
}

/** Core, and what it depends on: less than their sum it cannot take. */
export function importCosts(): readonly { readonly name: string; readonly milliseconds: number }[] {
  const core = import.meta.resolve("@corsage/core");
  const require = createRequire(core);
  const manifest: unknown = require("@corsage/core/package.json");
  const dependencies = namesOf(manifest).map((name) => ({
    name: `its dependency ${name}`,
    url: pathToFileURL(require.resolve(name)).href,
  }));
  return [
    { name: "nothing", url: "node:process" },
    { name: "@corsage/core", url: core },
    ...dependencies,
  ].map(({ name, url }) => ({ name, milliseconds: importCost(url) }));
}

function namesOf(manifest: unknown): readonly string[] {
  if (typeof manifest !== "object" || manifest === null || !("dependencies" in manifest)) return [];
  const { dependencies } = manifest;
  return typeof dependencies === "object" && dependencies !== null ? Object.keys(dependencies) : [];
}
