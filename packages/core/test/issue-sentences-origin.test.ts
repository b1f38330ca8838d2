import { ORIGIN_SENTENCES } from "../src/issue-sentences-origin.ts";
import { DANGER_ROWS } from "./issue-rows-dangers.ts";
import { HOST_ROWS } from "./issue-rows-hosts.ts";
import { SCHEME_ROWS } from "./issue-rows-schemes.ts";
import { SPELLING_ROWS } from "./issue-rows-spelling.ts";
import { WILDCARD_ROWS } from "./issue-rows-wildcards.ts";
import { testIssues } from "./issue-table.ts";

testIssues(
  [...DANGER_ROWS, ...SPELLING_ROWS, ...SCHEME_ROWS, ...HOST_ROWS, ...WILDCARD_ROWS],
  Object.keys(ORIGIN_SENTENCES),
);
