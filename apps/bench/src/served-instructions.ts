import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { COUNTING, readCount, REPEATABLE } from "./instructions.ts";
import { firstAnswer, Load, requestBytes } from "./load.ts";
import type { Contestant, Framework } from "./matrix.ts";
import { ServerProcess } from "./server-process.ts";

const WARM = 5000;
/** So many that what is compiled when, which no two runs agree on, is a small part of the difference. */
const MEASURED = 20_000;
const CONNECTIONS = 16;

/**
 * Instructions that a whole server executes for one request that arrives by a socket, the kernel's not included: the
 * difference of two runs, in which start-up cancels out and compilation nearly does, whatever else runs.
 */
export async function countServed(framework: Framework, contestant: Contestant): Promise<number> {
  const few = await countRun(framework, contestant, WARM);
  const many = await countRun(framework, contestant, WARM + MEASURED);
  return Math.round((many - few) / MEASURED);
}

async function countRun(
  framework: Framework,
  contestant: Contestant,
  requests: number,
): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "corsage-bench-"));
  const report = join(folder, "report");
  try {
    const server = await ServerProcess.start(framework, contestant, {
      execPath: "setarch",
      execArgv: ["-R", ...COUNTING, `--log-file=${report}`, process.execPath, ...REPEATABLE],
    });
    const request = requestBytes(contestant.traffic, server.port);
    const answer = await firstAnswer(server.port, request);
    const load = await Load.open(server.port, request, answer.length, CONNECTIONS);
    await load.burst(requests);
    load.close();
    await server.end();
    return readCount(readFileSync(report, "utf8"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
