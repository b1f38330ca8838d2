import { readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import type { EngineName } from "../src/index.ts";

/** The profile folders of an engine that are there now. */
export function profileFolders(engine: EngineName): string[] {
  return readdirSync(tmpdir()).filter((entry) => entry.startsWith(`corsage-${engine}-`));
}

/** Numbers of the processes started with this text in their environment. Linux keeps it in a file. */
export function processesNaming(text: string): number[] {
  return readdirSync("/proc").flatMap((id) => (environmentOf(id).includes(text) ? Number(id) : []));
}

function environmentOf(id: string): string {
  try {
    return readFileSync(`/proc/${id}/environ`, "latin1");
  } catch {
    return ""; // not a process, or one that has just ended
  }
}
