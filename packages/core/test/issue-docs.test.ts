import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInThisContext } from "node:vm";
import { expect, test } from "vitest";
import { checkPolicy } from "../src/index.ts";
import { ISSUE_SENTENCES } from "../src/issue-sentences.ts";
import { HOST_SENTENCES } from "../src/issue-sentences-host.ts";
import { folderWith } from "./repository.ts";

interface Entry {
  readonly code: string;
  readonly severity: string | undefined;
  readonly language: string;
  readonly wrong: string;
  readonly right: string;
}

const ENTRY =
  /^### (?<code>\S+)\n\n\*\*(?<severity>\w+)\.\*\* [^\n]+\n\nWrong:\n\n```(?<language>\w+)\n(?<wrong>.*?)\n```\n\nRight:\n\n```\w+\n(?<right>.*?)\n```\n/gms;

function readEntries(): readonly Entry[] {
  const page = readFileSync(join(folderWith("docs/issues.md"), "docs/issues.md"), "utf8");
  return Array.from(page.matchAll(ENTRY), ({ groups = {} }) => ({
    code: groups["code"] ?? "",
    severity: groups["severity"]?.toLowerCase(),
    language: groups["language"] ?? "",
    wrong: groups["wrong"] ?? "",
    right: groups["right"] ?? "",
  }));
}

const ENTRIES = readEntries();
const SENTENCES: ReadonlyMap<string, { readonly severity: string }> = new Map(
  Object.entries(ISSUE_SENTENCES),
);

test("one entry for each code, and no other", () => {
  const codes = ENTRIES.map(({ code }) => code);
  expect(codes.toSorted()).toEqual(Object.keys(ISSUE_SENTENCES).toSorted());
});

test.each(ENTRIES)("$code is told with its severity", ({ code, severity }) => {
  expect(severity).toBe(SENTENCES.get(code)?.severity);
});

/** What only a host can find is shown in the host's own words and run by the hosts' tests. */
test.each(ENTRIES)(
  "$code: its examples are of the kind that can be run here, or of a host's",
  (entry) => {
    const expected = Object.keys(HOST_SENTENCES).includes(entry.code) ? ["ts"] : ["json", "js"];
    expect(expected).toContain(entry.language);
  },
);

const runnable = ENTRIES.filter(({ language }) => language !== "ts");

test.each(runnable)(
  "$code: what is wrong has this fault and no other",
  ({ code, language, wrong }) => {
    expect(checkPolicy(read(language, wrong)).map((issue) => issue.code)).toEqual([code]);
  },
);

test.each(runnable)("$code: what is right has none", ({ language, right }) => {
  expect(checkPolicy(read(language, right)).map((issue) => issue.code)).toEqual([]);
});

function read(language: string, source: string): unknown {
  return language === "json" ? JSON.parse(source) : runInThisContext(source);
}
