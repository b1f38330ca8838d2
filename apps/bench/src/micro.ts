// `npm run bench:micro`: what one decision costs, without sockets and frameworks. Node runs with --expose-gc, so that
// bytes can be counted. Times are the process's CPU time; on a machine that does other things, memory is still shared,
// so look at the best.
import { type Case, decideCases } from "./micro-decide.ts";
import { defineMany, matchingCases } from "./micro-matching.ts";
import { costOf } from "./micro-measure.ts";

const SIZES = [10, 1000, 100_000, 1_000_000];

async function print({ policy, traffic, against, request, batch }: Case): Promise<void> {
  const { best, median, bytes } = await costOf(against, request, batch);
  const figures = [best, median, bytes].map((figure) => figure.toFixed(1).padStart(10));
  console.log(policy.padEnd(18), traffic.padEnd(26), ...figures);
}

console.log("policy".padEnd(18), "traffic".padEnd(26), "  best, ns", "median, ns", "     bytes");
// One after the other, or they would time each other.
// oxlint-disable-next-line no-await-in-loop
for (const each of decideCases()) await print(each);

for (const size of SIZES) {
  const definition = defineMany(size);
  const { seconds, bytes } = definition;
  const title = `${size.toLocaleString("en")} rules`.padEnd(18);
  // Below some thousand rules the heap's own movements are larger than what is looked for.
  const memory = size < 10_000 ? "" : `, ${bytes.toFixed(0)} bytes each`;
  console.log(`${title} defined in ${seconds.toFixed(3)} s of CPU${memory}`);
  // oxlint-disable-next-line no-await-in-loop
  for (const each of matchingCases(definition)) await print(each);
}
