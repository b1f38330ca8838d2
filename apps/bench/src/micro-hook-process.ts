import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Traffic } from "./matrix.ts";
import type { HookFramework, HookVariant } from "./micro-hooks.ts";
import type { Benchmark, Cost } from "./micro-measure.ts";
import { quartilesOf } from "./statistics.ts";

const PROGRAM = fileURLToPath(new URL("./time-hook.js", import.meta.url));
/** Two processes of one program differ, by what is compiled when and where it lies in memory. */
const PROCESSES = 5;
const execute = promisify(execFile);

/**
 * Each hook in processes of its own, as an application has one: in a process shared with other frameworks and peers,
 * whoever comes later runs code that was compiled for what came earlier.
 */
export function hookBenchmark(
  framework: HookFramework,
  variant: HookVariant,
  traffic: Traffic,
): Benchmark {
  return {
    subject: `${framework}, ${variant}`,
    traffic,
    async measure() {
      const program = [...process.execArgv, PROGRAM, framework, variant, traffic];
      const costs: Cost[] = [];
      for (let started = 0; started < PROCESSES; started += 1) {
        // One after the other, or they would time each other.
        // oxlint-disable-next-line no-await-in-loop
        const { stdout } = await execute(process.execPath, program);
        costs.push(readCost(stdout));
      }
      return medianOf(costs);
    },
  };
}

function medianOf(costs: readonly Cost[]): Cost {
  return {
    best: quartilesOf(costs.map(({ best }) => best)).median,
    median: quartilesOf(costs.map(({ median }) => median)).median,
    bytes: quartilesOf(costs.map(({ bytes }) => bytes)).median,
  };
}

function readCost(text: string): Cost {
  const value: unknown = JSON.parse(text);
  if (!isCost(value)) throw new Error(`no cost: ${text}`);
  return value;
}

function isCost(value: unknown): value is Cost {
  if (typeof value !== "object" || value === null) return false;
  const figures = new Map<string, unknown>(Object.entries(value));
  return ["best", "median", "bytes"].every((name) => typeof figures.get(name) === "number");
}
