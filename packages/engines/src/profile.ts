import { mkdtempSync, rmSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { atExit } from "./at-exit.ts";
import type { EngineName } from "./engine.ts";

/** A folder for one run of one engine: nothing is remembered, nothing of the user's is touched. */
export class Profile {
  readonly path: string;
  readonly #forget: () => void;

  constructor(engine: EngineName) {
    this.path = mkdtempSync(join(tmpdir(), `corsage-${engine}-`));
    this.#forget = atExit(() => {
      try {
        rmSync(this.path, removal);
      } catch {
        // The process is ending and its browser was only just killed: the rest is the system's to tidy.
      }
    });
  }

  async remove(): Promise<void> {
    await rm(this.path, removal);
    this.#forget();
  }
}

// A browser that was just killed may still be creating files: a folder is then not empty at first.
const removal = { recursive: true, force: true, maxRetries: 20, retryDelay: 50 };
