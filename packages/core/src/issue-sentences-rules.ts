import { display } from "./display.ts";
import type { IssueSentences } from "./issue-sentence.ts";

/** Codes about RegExp and function rules, and about rules beside each other. */
export interface RuleIssueDetails {
  "regexp-flags": { readonly flags: string };
  "regexp-unanchored": { readonly source: string; readonly flags: string };
  "regexp-without-scheme": null;
  "regexp-catastrophic": null;
  "regexp-never-matches": { readonly reason: string };
  "regexp-matches-anything": { readonly accepted: string };
  "regexp-unescaped-dot": { readonly source: string; readonly flags: string };
  "origin-callback": null;
  "origin-duplicate": null;
  "origin-swallowed": { readonly by: string };
}

export const RULE_SENTENCES: IssueSentences<RuleIssueDetails> = {
  "regexp-flags": {
    severity: "error",
    message: (value, { flags }) =>
      `${display(value)} has the flag ${display(flags)}: it remembers where it stopped and refuses every second request.`,
    fix: (value, { flags }) =>
      value instanceof RegExp
        ? `/${value.source}/${[...value.flags].filter((flag) => !flags.includes(flag)).join("")}`
        : undefined,
  },
  "regexp-unanchored": {
    severity: "error",
    message: (value) =>
      `${display(value)} does not match whole origins, so https://trusted.example.evil.test or the like passes.`,
    fix: (_, { source, flags }) => `/^(?:${source})$/${flags}`,
  },
  "regexp-without-scheme": {
    severity: "error",
    message: (value) => `${display(value)} has no literal "://", so the scheme is not checked.`,
    fix: () => "/^https:\\/\\/[a-z0-9-]+\\.example\\.com$/",
  },
  "regexp-catastrophic": {
    severity: "error",
    message: (value) =>
      `${display(value)} can try one text in very many ways: a crafted Origin would stop the server.`,
    fix: () => `"https://*.example.com"`,
  },
  "regexp-never-matches": {
    severity: "error",
    message: (value, { reason }) => `${display(value)} can match no origin: ${reason}.`,
  },
  "regexp-matches-anything": {
    severity: "error",
    message: (value, { accepted }) =>
      `${display(value)} accepts unrelated sites (${accepted}, for one). For data that everybody may read, without cookies, write "*".`,
    fix: () => "/^https:\\/\\/[a-z0-9-]+\\.example\\.com$/",
  },
  "regexp-unescaped-dot": {
    severity: "warning",
    message: (value) =>
      `a dot in ${display(value)} is not escaped and matches any character: https://appXexample.com passes for app.example.com.`,
    fix: (_, { source, flags }) => `/${source}/${flags}`,
  },
  "origin-callback": {
    severity: "error",
    message: (value) =>
      `${display(value)} declares a second parameter, but no callback is ever passed. Return true or a promise of it; a rule that needs the request is { test(origin, request) }.`,
    fix: () => "(origin) => allowed.has(origin)",
  },
  "origin-duplicate": {
    severity: "warning",
    message: (value) => `${display(value)} is listed twice.`,
  },
  "origin-swallowed": {
    severity: "warning",
    message: (value, { by }) => `${display(value)} is already covered by ${display(by)}.`,
  },
};
