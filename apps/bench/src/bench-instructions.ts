// `npm run bench:instructions`: instructions per request of whole servers, the kernel's not included. Slower than
// `npm run bench`, and hardly disturbed by whatever else runs: what differs is what is compiled when.
//   --only TEXT    servers whose name contains TEXT: "express", "preflight", "fastify get"
//   --write        refresh docs/performance.md
import { mkdirSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { canCount } from "./instructions.ts";
import { allContests, type Contest, type Variant } from "./matrix.ts";
import { refreshCounts } from "./page.ts";
import { countServed } from "./served-instructions.ts";
import { type Count, countRow, countTable } from "./table.ts";

const { values } = parseArgs({ options: { only: { type: "string" }, write: { type: "boolean" } } });

const nameOf = ({ framework, policy, traffic }: Contest): string =>
  `${framework} ${policy} ${traffic}`;

/** Every framework that has a Corsage, under one origin, and again under a thousand. */
function contests(): readonly Contest[] {
  return allContests()
    .filter(({ framework, policy }) => framework !== "hono" && ["one", "1000"].includes(policy))
    .filter(({ traffic }) => !traffic.endsWith("refused"))
    .filter((contest) => nameOf(contest).includes(values.only ?? ""));
}

/** Two servers at a time. */
async function countAll(onCounted: (count: Count) => void): Promise<void> {
  const waiting = contests().flatMap((contest) =>
    (["bare", ...contest.variants] as const).map((variant) => ({ contest, variant })),
  );
  const known = new Map<Contest, Partial<Record<Variant, number>>>();
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { contest, variant } = next;
      const { framework, policy, traffic } = contest;
      const counted = known.get(contest) ?? {};
      known.set(contest, counted);
      // oxlint-disable-next-line no-await-in-loop -- a queue
      counted[variant] = await countServed(framework, { variant, policy, traffic });
      if (Object.keys(counted).length === contest.variants.length + 1) {
        onCounted({ contest, instructions: counted });
      }
    }
  };
  await Promise.all([work(), work()]);
}

if (canCount()) {
  const counts: Count[] = [];
  await countAll((count) => {
    counts.push(count);
    console.log(countRow(count).join("  "));
  });
  console.log(`\n${countTable(counts)}`);
  const results = new URL("../results/", import.meta.url);
  mkdirSync(results, { recursive: true });
  const record = { node: process.version, counts };
  writeFileSync(new URL("instructions.json", results), `${JSON.stringify(record, null, 2)}\n`);
  if (values.write === true) refreshCounts(counts, process.version);
} else {
  console.log("Nothing was counted: that takes valgrind and setarch, on Linux.");
}
