import { OPTION_SENTENCES } from "../src/issue-sentences-options.ts";
import type { IssueRow } from "./issue-row.ts";
import { TYPE_ROWS } from "./issue-rows-types.ts";
import { testIssues } from "./issue-table.ts";

const ROWS: readonly IssueRow[] = [
  {
    title: "no origin",
    options: {},
    code: "origin-missing",
    path: ["origin"],
    message: "there is no default for who may read the answers.",
    fix: 'origin: ["https://app.example.com"]',
  },
  {
    title: "an empty list of origins",
    options: { origin: [] },
    code: "origin-missing",
    path: ["origin"],
    message: "the list is empty, so nobody could read anything.",
    fix: 'origin: ["https://app.example.com"]',
  },
  {
    title: "a slip of the keyboard",
    options: { origin: ["https://app.example.com"], credentails: true },
    code: "unknown-option",
    path: ["credentails"],
    message: '"credentails" is not an option. Did you mean "credentials"?',
    fix: "credentials",
  },
  {
    title: "another library's name for an option",
    options: { origin: ["https://app.example.com"], allowMethods: ["PUT"] },
    code: "unknown-option",
    path: ["allowMethods"],
    message: '"allowMethods" is not an option. Did you mean "methods"?',
    fix: "methods",
  },
  {
    title: "an option nobody has",
    options: { origin: ["https://app.example.com"], colour: "red" },
    code: "unknown-option",
    path: ["colour"],
    message: '"colour" is not an option; ignoring it could hide a mistake.',
    fix: undefined,
  },
  {
    title: "an unknown flag",
    options: { origin: ["https://app.example.com"], dangerously: { allowNullOrigins: true } },
    code: "unknown-option",
    path: ["dangerously", "allowNullOrigins"],
    message: '"allowNullOrigins" is not an option. Did you mean "allowNullOrigin"?',
    fix: "allowNullOrigin",
  },
  {
    title: "an option of another library",
    options: { origin: ["https://app.example.com"], optionsSuccessStatus: 200 },
    code: "peer-option",
    path: ["optionsSuccessStatus"],
    message:
      '"optionsSuccessStatus" has no meaning here: preflights are answered with 204, which every browser accepts. Leave it out.',
    fix: undefined,
  },
  {
    title: "everybody with credentials",
    options: { origin: "*", credentials: true },
    code: "wildcard-with-credentials",
    path: ["origin"],
    message:
      '"*" cannot be combined with credentials: browsers refuse it, and reflecting every origin instead would let any site act as the user.',
    fix: '["https://app.example.com"]',
  },
  {
    title: "everybody in a list with credentials",
    options: { origin: ["*"], credentials: true },
    code: "wildcard-with-credentials",
    path: ["origin"],
    message:
      '"*" cannot be combined with credentials: browsers refuse it, and reflecting every origin instead would let any site act as the user.',
    fix: '["https://app.example.com"]',
  },
  {
    title: "every header exposed with credentials",
    options: { origin: ["https://app.example.com"], credentials: true, exposedHeaders: "*" },
    code: "exposed-wildcard-with-credentials",
    path: ["exposedHeaders"],
    message: 'with credentials, "*" exposes only a header literally named "*".',
    fix: '["x-request-id"]',
  },
  {
    title: "every header exposed in a list with credentials",
    options: {
      origin: ["https://app.example.com"],
      credentials: true,
      exposedHeaders: ["*", "x-a"],
    },
    code: "exposed-wildcard-with-credentials",
    path: ["exposedHeaders"],
    message: 'with credentials, "*" exposes only a header literally named "*".',
    fix: '["x-request-id"]',
  },
  {
    title: "a negative max age",
    options: { origin: ["https://app.example.com"], maxAge: -1 },
    code: "max-age-invalid",
    path: ["maxAge"],
    message: "-1 is not a whole number of seconds from 0 to 86400; browsers ignore anything else.",
    fix: "7200",
  },
  {
    title: "a fractional max age",
    options: { origin: ["https://app.example.com"], maxAge: 1.5 },
    code: "max-age-invalid",
    path: ["maxAge"],
    message: "1.5 is not a whole number of seconds from 0 to 86400; browsers ignore anything else.",
    fix: "1",
  },
  {
    title: "NaN seconds",
    options: { origin: ["https://app.example.com"], maxAge: Number.NaN },
    code: "max-age-invalid",
    path: ["maxAge"],
    message: "NaN is not a whole number of seconds from 0 to 86400; browsers ignore anything else.",
    fix: "7200",
  },
  {
    title: "a fraction beyond the longest max age",
    options: { origin: ["https://app.example.com"], maxAge: 86400.5 },
    code: "max-age-invalid",
    path: ["maxAge"],
    message:
      "86400.5 is not a whole number of seconds from 0 to 86400; browsers ignore anything else.",
    fix: "7200",
  },
  {
    title: "endless max age",
    options: { origin: ["https://app.example.com"], maxAge: Infinity },
    code: "max-age-invalid",
    path: ["maxAge"],
    message:
      "Infinity is not a whole number of seconds from 0 to 86400; browsers ignore anything else.",
    fix: "7200",
  },
  {
    title: "a max age nobody honours",
    options: { origin: ["https://app.example.com"], maxAge: 86401 },
    code: "max-age-too-long",
    path: ["maxAge"],
    message:
      "86401 seconds is more than any browser honours (Firefox 86400, Chromium 7200, WebKit 600).",
    fix: "86400",
  },
  {
    title: "a max age only Firefox honours",
    options: { origin: ["https://app.example.com"], maxAge: 7201 },
    code: "max-age-over-chromium",
    path: ["maxAge"],
    message:
      "Chromium honours at most 7200 seconds and WebKit 600; 7201 helps only Firefox, and cached preflights outlive a removed origin.",
    fix: "7200",
  },
  {
    title: "the longest max age",
    options: { origin: ["https://app.example.com"], maxAge: 86400 },
    code: "max-age-over-chromium",
    path: ["maxAge"],
    message:
      "Chromium honours at most 7200 seconds and WebKit 600; 86400 helps only Firefox, and cached preflights outlive a removed origin.",
    fix: "7200",
  },
  {
    title: "no time at all for a rule",
    options: { origin: ["https://app.example.com"], originTimeout: 0 },
    code: "origin-timeout-invalid",
    path: ["originTimeout"],
    message: "0 is not a whole number of milliseconds from 1 to 60000.",
    fix: "2000",
  },
  {
    title: "more than a minute for a rule",
    options: { origin: ["https://app.example.com"], originTimeout: 60001 },
    code: "origin-timeout-invalid",
    path: ["originTimeout"],
    message: "60001 is not a whole number of milliseconds from 1 to 60000.",
    fix: "2000",
  },
  {
    title: "a fraction of a millisecond",
    options: { origin: ["https://app.example.com"], originTimeout: 1.5 },
    code: "origin-timeout-invalid",
    path: ["originTimeout"],
    message: "1.5 is not a whole number of milliseconds from 1 to 60000.",
    fix: "2000",
  },
];

testIssues([...ROWS, ...TYPE_ROWS], Object.keys(OPTION_SENTENCES));
