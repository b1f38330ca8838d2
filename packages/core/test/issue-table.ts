import { expect, test } from "vitest";
import { checkPolicy, type PolicyIssue } from "../src/index.ts";
import type { IssueRow } from "./issue-row.ts";
import { pasteFix } from "./pasted-fix.ts";

/** Tests of one family of codes: every code has a row, every row says what it should, every fix works. */
export function testIssues(rows: readonly IssueRow[], codes: readonly string[]): void {
  test("every code has a row, and every row a code of this family", () => {
    expect([...new Set(rows.map(({ code }) => code))].toSorted()).toEqual(codes.toSorted());
  });

  test.each(rows)("$title: $code", ({ options, code, path, message, fix }) => {
    const [issue, ...others] = checkPolicy(options);
    expect(others).toEqual([]);
    expect(issue).toMatchObject({ code, path, message });
    expect(issue?.fix).toBe(fix);
    expect(issue?.value).toEqual(path.reduce(step, options));
  });

  test.each(rows.filter(({ fix }) => fix !== undefined && fix !== "policy: false"))(
    "$title: the fix, pasted, cures it and adds no error",
    ({ options, code }) => {
      const issue = checkPolicy(options).find((found) => found.code === code);
      expect(issue).toBeDefined();
      if (issue === undefined) return;
      const after = checkPolicy(pasteFix(options, issue));
      expect(
        after.filter((found) => isSameFault(found, issue) || found.severity === "error"),
      ).toEqual([]);
    },
  );
}

function isSameFault(first: PolicyIssue, second: PolicyIssue): boolean {
  return first.code === second.code && String(first.path) === String(second.path);
}

function step(value: unknown, key: string | number): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}
