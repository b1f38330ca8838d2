import { spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Traffic } from "./matrix.ts";
import type { HookFramework, HookVariant } from "./micro-hooks.ts";

/** A hook or middleware under one kind of traffic. */
export interface Counted {
  readonly framework: HookFramework;
  readonly variant: HookVariant;
  readonly traffic: Traffic;
}

const PROGRAM = fileURLToPath(new URL("./count-hook.js", import.meta.url));

/** What makes two runs of one program execute the same instructions: no threads, no seeds, no address that differs. */
export const REPEATABLE: readonly string[] = [
  "--single-threaded",
  "--predictable",
  "--v8-pool-size=0",
  "--hash-seed=1",
  "--random-seed=1",
  "--max-semi-space-size=64", // of one size from the start, as it would grow by time
];

/** Nothing but the number of instructions. */
export const COUNTING: readonly string[] = [
  "valgrind",
  "--tool=cachegrind",
  "--cache-sim=no",
  "--branch-sim=no",
  "--cachegrind-out-file=/dev/null",
];

const WARM = 8000;
const MEASURED = 40_000;

/** Whether instructions can be counted here: cachegrind, and a way to switch off random addresses. */
export function canCount(): boolean {
  return ["valgrind", "setarch"].every((tool) => spawnSync(tool, ["--version"]).status === 0);
}

/**
 * Instructions of one operation, the making of its request and its share of garbage collection included: the
 * difference between two runs, in which start-up and compilation cancel out.
 */
export async function countInstructions(counted: Counted): Promise<number> {
  const few = await countRun(counted, WARM);
  const many = await countRun(counted, WARM + MEASURED);
  return Math.round((many - few) / MEASURED);
}

function countRun({ framework, variant, traffic }: Counted, times: number): Promise<number> {
  const program = [process.execPath, ...REPEATABLE, PROGRAM, framework, variant, traffic];
  return new Promise((resolve, reject) => {
    const child = spawn("setarch", ["-R", ...COUNTING, ...program, String(times)], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    let report = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      report += text;
    });
    child.on("error", reject);
    child.on("close", () => {
      try {
        resolve(readCount(report));
      } catch (error) {
        reject(error);
      }
    });
  });
}

/** @throws Error where cachegrind reports no count. */
export function readCount(report: string): number {
  const count = /I +refs: +([\d,]+)/.exec(report)?.[1];
  if (count === undefined) throw new Error(`cachegrind counted nothing:\n${report}`);
  return Number(count.replaceAll(",", ""));
}
