import type { Host } from "./host.ts";
import { publicOrigins } from "./origins.ts";
import { faultsOf } from "./peers/fault.ts";
import type { Row } from "./row.ts";
import { concerns, expectedVerdict, runRow } from "./row-run.ts";
import { RunningHosts } from "./running-hosts.ts";
import { rowGroups } from "./rows.ts";

/** A row a peer fails, and how. */
export interface Failed {
  readonly title: string;
  readonly faults: readonly string[];
}

/** How a peer does in one group of rows. */
export interface GroupResult {
  readonly group: string;
  readonly rows: number;
  readonly failed: readonly Failed[];
}

/** Long enough for a busy machine; some peers never answer. */
const TIMEOUT = 3000;

/** Runs every row that concerns a peer. */
export async function runPeer(peer: Host): Promise<readonly GroupResult[]> {
  const running = new RunningHosts(peer);
  const results: GroupResult[] = [];
  try {
    for (const [group, rowsOf] of Object.entries(rowGroups)) {
      const rows = rowsOf(publicOrigins).filter((row) => concerns(row, peer));
      const failed: Failed[] = [];
      for (const [index, row] of rows.entries()) {
        // oxlint-disable-next-line no-await-in-loop -- one row after the other, so that none waits for another
        const faults = await findFaults(row, `${group}-${index}`, peer, running);
        if (faults.length > 0) failed.push({ title: row.title, faults });
      }
      results.push({ group, rows: rows.length, failed });
    }
  } finally {
    await running.close();
  }
  return results;
}

async function findFaults(
  row: Row,
  id: string,
  peer: Host,
  running: RunningHosts,
): Promise<readonly string[]> {
  let host;
  try {
    host = await running.serving(row.app);
  } catch (error) {
    return [`it does not start: ${sentenceOf(error)}`];
  }
  try {
    return faultsOf(row, expectedVerdict(row, peer), await runRow(row, id, host, TIMEOUT));
  } catch (error) {
    return [`no answer: ${sentenceOf(error)}`];
  }
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? (error.message.split("\n", 1)[0] ?? "") : String(error);
}
