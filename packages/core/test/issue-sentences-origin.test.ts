import { ORIGIN_SENTENCES } from "../src/issue-sentences-origin.ts";
import { DANGER_ROWS } from "./issue-rows-dangers.ts";
import { HOST_ROWS } from "./issue-rows-hosts.ts";
import { SPELLING_ROWS } from "./issue-rows-spelling.ts";
import { testIssues } from "./issue-table.ts";

testIssues([...DANGER_ROWS, ...SPELLING_ROWS, ...HOST_ROWS], Object.keys(ORIGIN_SENTENCES));
