import { createIssue, definePolicy, type Decision } from "@corsage/core";
import { expect, test } from "vitest";
import { HostLog } from "../src/host-log.ts";

function createLog(): { log: HostLog; lines: string[] } {
  const lines: string[] = [];
  return { lines, log: new HostLog({ warn: (message) => void lines.push(message) }) };
}

async function refusalOf(origin: string): Promise<[Decision, { method: string; origin: string }]> {
  const request = { method: "POST", origin };
  return [await definePolicy({ origin: ["https://app.example.com"] }).decide(request), request];
}

test("a refused origin is said once", async () => {
  const { log, lines } = createLog();
  for (const _ of [1, 2, 3]) log.refused(...(await refusalOf("https://a.example.net")));
  log.refused(...(await refusalOf("https://b.example.net")));
  expect(lines).toEqual([
    expect.stringContaining("https://a.example.net"),
    expect.stringContaining("https://b.example.net"),
  ]);
});

test("a stranger cannot fill the log, nor our memory with long origins", async () => {
  const { log, lines } = createLog();
  const [decision] = await refusalOf("https://a.example.net");
  for (let index = 0; index < 5000; index += 1) {
    log.refused(decision, { method: "POST", origin: `https://a${index}.example.net` });
    log.refused(decision, { method: "POST", origin: `https://${index}${"a".repeat(1000)}` });
  }
  expect(lines.length).toBe(1000);
  expect(lines.filter((line) => line.includes("aaaa"))).toHaveLength(1);
});

test("a line of the log is one line, whatever an origin holds", async () => {
  const { log, lines } = createLog();
  log.refused(...(await refusalOf("https://a.example.net\r\nforged line")));
  expect(lines[0]).not.toMatch(/[\r\n]/);
});

test("warnings are said, errors are thrown elsewhere", () => {
  const { log, lines } = createLog();
  log.warn([
    createIssue("loopback-in-production", ["origin", 0], "http://localhost", null),
    createIssue("policy-reserved-name", ["policies", "skip"], "skip", null),
  ]);
  expect(lines).toEqual([expect.stringContaining("origin[0]")]);
});
