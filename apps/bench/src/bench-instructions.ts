// `npm run bench:instructions`: instructions per request of whole servers, the kernel's not included. Slower than
// `npm run bench`, and hardly disturbed by whatever else runs: what differs is what is compiled when.
//   --only TEXT    servers whose name contains TEXT: "express", "preflight", "fastify get"
//   --write        refresh docs/performance.md
import { parseArgs } from "node:util";
import { canCount } from "./instructions.ts";
import { allContests, type Contest, contestName, type Variant } from "./matrix.ts";
import { refreshCounts } from "./page.ts";
import { writeRecord } from "./results.ts";
import { countServed } from "./served-instructions.ts";
import { type Count, countRow, countTable } from "./table.ts";
import { twoAtATime } from "./two-at-a-time.ts";

const { values } = parseArgs({ options: { only: { type: "string" }, write: { type: "boolean" } } });

/** Every framework that has a Corsage, under one origin, and again under a thousand. */
function contests(): readonly Contest[] {
  return allContests()
    .filter(({ framework, policy }) => framework !== "hono" && ["one", "1000"].includes(policy))
    .filter(({ traffic }) => !traffic.endsWith("refused"))
    .filter((contest) => contestName(contest).includes(values.only ?? ""));
}

async function countAll(onCounted: (count: Count) => void): Promise<void> {
  const servers = contests().flatMap((contest) =>
    (["bare", ...contest.variants] as const).map((variant) => ({ contest, variant })),
  );
  const known = new Map<Contest, Partial<Record<Variant, number>>>();
  await twoAtATime(servers, async ({ contest, variant }) => {
    const { framework, policy, traffic } = contest;
    const counted = known.get(contest) ?? {};
    known.set(contest, counted);
    counted[variant] = await countServed(framework, { variant, policy, traffic });
    if (Object.keys(counted).length === contest.variants.length + 1) {
      onCounted({ contest, instructions: counted });
    }
  });
}

if (canCount()) {
  const counts: Count[] = [];
  await countAll((count) => {
    counts.push(count);
    console.log(countRow(count).join("  "));
  });
  console.log(`\n${countTable(counts)}`);
  writeRecord("instructions.json", { counts });
  if (values.write === true) refreshCounts(counts, process.version);
} else {
  console.log("Nothing was counted: that takes valgrind and setarch, on Linux.");
}
