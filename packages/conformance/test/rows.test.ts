import { afterAll, describe, expect, test } from "vitest";
import { hosts } from "../src/hosts.ts";
import { publicOrigins } from "../src/origins.ts";
import { concerns, expectedVerdict, runRow } from "../src/row-run.ts";
import { RunningHosts } from "../src/running-hosts.ts";
import { allRows } from "../src/rows.ts";

// The middleware warns of every refusal, and most rows are one.
process.removeAllListeners("warning");

const rows = allRows(publicOrigins);

describe.each(hosts)("on $name", (host) => {
  const running = new RunningHosts(host);
  const own = rows.filter((row) => concerns(row, host));
  let ran = 0;

  afterAll(async () => {
    await running.close();
    console.log(`${host.name}: ${ran} of ${rows.length} rows over raw sockets`);
  });

  test.each(own)("$title", async (row) => {
    const verdict = await runRow(row, String(ran), await running.serving(row.app));
    ran += 1;
    expect(verdict).toEqual(expectedVerdict(row, host));
  });
});

test("every title is one row's alone", () => {
  const titles = rows.map(({ title }) => title);
  expect(titles).toHaveLength(new Set(titles).size);
});
