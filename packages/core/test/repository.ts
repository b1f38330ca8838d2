import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The nearest folder above this one that holds `file`: tests also run in copies of the package, deeper down. */
export function folderWith(file: string): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, file))) {
    if (folder === dirname(folder))
      throw new Error(`${file} is nowhere above ${import.meta.dirname}`);
    folder = dirname(folder);
  }
  return folder;
}
