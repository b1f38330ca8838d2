import fc from "fast-check";
import { expect, test } from "vitest";
import { checkPolicy } from "../src/index.ts";
import { ORIGIN_SENTENCES } from "../src/issue-sentences-origin.ts";
import { DANGER_ROWS } from "./issue-rows-dangers.ts";
import { HOST_ROWS } from "./issue-rows-hosts.ts";
import { SCHEME_ROWS } from "./issue-rows-schemes.ts";
import { SPELLING_ROWS } from "./issue-rows-spelling.ts";
import { WILDCARD_ROWS } from "./issue-rows-wildcards.ts";
import { testIssues } from "./issue-table.ts";
import { fieldValues } from "./origin-samples.ts";
import { pasteFix } from "./pasted-fix.ts";

testIssues(
  [...DANGER_ROWS, ...SPELLING_ROWS, ...SCHEME_ROWS, ...HOST_ROWS, ...WILDCARD_ROWS],
  Object.keys(ORIGIN_SENTENCES),
);

test("whatever a literal is faulted for, its fix is in order", () => {
  const marks = fc.constantFrom(
    "",
    "//",
    "https:/",
    "localhost",
    "me@",
    "/a",
    "?b",
    ":*",
    ":443",
    "**.",
    "É",
  );
  const literals = fc
    .tuple(marks, fieldValues, marks)
    .map((parts) => parts.join(""))
    .filter((text) => !text.includes(",")); // each member of a list has faults of its own
  fc.assert(
    fc.property(literals, (text) => {
      const options = { origin: [text] };
      const [issue] = checkPolicy(options);
      if (issue?.fix === undefined) return;
      expect(checkPolicy(pasteFix(options, issue))).toEqual([]);
    }),
  );
});
