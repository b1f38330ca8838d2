import { display } from "./display.ts";
import type { IssueSentences } from "./issue-sentence.ts";

/** Codes about the options object as a whole. */
export interface OptionIssueDetails {
  "origin-missing": null;
  "unknown-option": { readonly option: string; readonly suggestion: string | undefined };
  "peer-option": { readonly option: string; readonly answer: string };
  "wrong-type": { readonly expected: string; readonly fix: string | undefined };
  "wildcard-with-credentials": null;
  "exposed-wildcard-with-credentials": null;
  "max-age-invalid": null;
  "max-age-too-long": null;
  "max-age-over-chromium": null;
  "origin-timeout-invalid": null;
}

export const OPTION_SENTENCES: IssueSentences<OptionIssueDetails> = {
  "origin-missing": {
    severity: "error",
    message: (value) =>
      Array.isArray(value)
        ? "the list is empty, so nobody could read anything."
        : "there is no default for who may read the answers.",
    fix: () => `origin: ["https://app.example.com"]`,
  },
  "unknown-option": {
    severity: "error",
    message: (_, { option, suggestion }) =>
      suggestion === undefined
        ? `${display(option)} is not an option; ignoring it could hide a mistake.`
        : `${display(option)} is not an option. Did you mean ${display(suggestion)}?`,
    fix: (_, { suggestion }) => suggestion,
  },
  "peer-option": {
    severity: "error",
    message: (_, { option, answer }) => `${display(option)} has no meaning here: ${answer}`,
  },
  "wrong-type": {
    severity: "error",
    message: (value, { expected }) => `expected ${expected}, got ${display(value)}.`,
    fix: (_, { fix }) => fix,
  },
  "wildcard-with-credentials": {
    severity: "error",
    message: () =>
      `"*" cannot be combined with credentials: browsers refuse it, and reflecting every origin instead would let any site act as the user.`,
    fix: () => `["https://app.example.com"]`,
  },
  "exposed-wildcard-with-credentials": {
    severity: "error",
    message: () => `with credentials, "*" exposes only a header literally named "*".`,
    fix: () => `["x-request-id"]`,
  },
  "max-age-invalid": {
    severity: "error",
    message: (value) =>
      `${display(value)} is not a whole number of seconds from 0 to 86400; browsers ignore anything else.`,
    fix: (value) =>
      typeof value === "number" && value > 0 && value < 86_400 ? String(Math.floor(value)) : "7200",
  },
  "max-age-too-long": {
    severity: "error",
    message: (value) =>
      `${display(value)} seconds is more than any browser honours (Firefox 86400, Chromium 7200, WebKit 600).`,
    fix: () => "86400",
  },
  "max-age-over-chromium": {
    severity: "warning",
    message: (value) =>
      `Chromium honours at most 7200 seconds and WebKit 600; ${display(value)} helps only Firefox, and cached preflights outlive a removed origin.`,
    fix: () => "7200",
  },
  "origin-timeout-invalid": {
    severity: "error",
    message: (value) => `${display(value)} is not a whole number of milliseconds from 1 to 60000.`,
    fix: () => "2000",
  },
};
