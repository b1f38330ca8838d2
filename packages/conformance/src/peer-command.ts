import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { type Compared, comparisonPage } from "./comparison.ts";
import { peers } from "./peers.ts";
import { runPeer } from "./peer-run.ts";

const PAGE = new URL("../../../docs/comparison.md", import.meta.url);

const { values } = parseArgs({
  options: { host: { type: "string" }, write: { type: "boolean", default: false } },
});
const wanted = peers.filter(({ name }) => values.host === undefined || name === values.host);
if (wanted.length === 0) {
  const names = peers.map(({ name }) => name).join(", ");
  console.error(`Nothing to compare with is called ${values.host}. There are: ${names}.`);
  process.exitCode = 2;
} else {
  const compared: Compared[] = [];
  for (const peer of wanted) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other, so that none waits for another
    compared.push({ name: peer.name, results: await runPeer(peer) });
  }
  const page = comparisonPage(compared);
  if (values.write && wanted.length === peers.length) await writeFile(PAGE, page);
  else console.log(page);
}
