import { display, quote } from "./display.ts";
import type { IssueSentences } from "./issue-sentence.ts";

/** Codes about lists of methods and header names. */
export interface ListIssueDetails {
  "method-invalid": null;
  "method-forbidden": null;
  "method-wildcard": null;
  "method-lower-case": null;
  "method-duplicate": null;
  "header-invalid": null;
  "header-forbidden": null;
  "header-wrong-direction": { readonly belongsIn: string };
  "header-set-cookie": null;
  "header-safelisted": null;
  "header-duplicate": null;
  "header-swallowed": null;
  "header-wildcard-with-others": null;
  "authorization-not-listed": null;
}

export const LIST_SENTENCES: IssueSentences<ListIssueDetails> = {
  "method-invalid": {
    severity: "error",
    message: (value) => `${display(value)} is not a method name.`,
    fix: () => `"PUT"`,
  },
  "method-forbidden": {
    severity: "error",
    message: (value) => `${display(value)} is forbidden: no browser lets a page send it.`,
  },
  "method-wildcard": {
    severity: "error",
    message: () =>
      `"*" is not used for methods: Firefox never caches it and with credentials it is a literal name. "auto" lists what is routed.`,
    fix: () => `"auto"`,
  },
  "method-lower-case": {
    severity: "warning",
    message: (value) =>
      `method names are case-sensitive, and fetch upper-cases only DELETE, GET, HEAD, OPTIONS, POST and PUT; ${display(value)} allows a request that Node answers with 400.`,
    fix: (value) => (typeof value === "string" ? quote(value.toUpperCase()) : undefined),
  },
  "method-duplicate": {
    severity: "warning",
    message: (value) => `${display(value)} is listed twice.`,
  },
  "header-invalid": {
    severity: "error",
    message: (value) => `${display(value)} is not a header name.`,
    fix: () => `"x-request-id"`,
  },
  "header-forbidden": {
    severity: "error",
    message: (value) =>
      `${display(value)} is forbidden: the browser sets it itself and no page can. See https://fetch.spec.whatwg.org/#forbidden-request-header.`,
  },
  "header-wrong-direction": {
    severity: "error",
    message: (value, { belongsIn }) =>
      `${display(value)} is not sent in this direction; it belongs ${belongsIn}.`,
  },
  "header-set-cookie": {
    severity: "error",
    message: (value) => `browsers never show ${display(value)} to a page, whatever is exposed.`,
  },
  "header-safelisted": {
    severity: "warning",
    message: (value) => `${display(value)} is always permitted; listing it has no effect.`,
  },
  "header-duplicate": {
    severity: "warning",
    message: (value) => `${display(value)} is listed twice.`,
  },
  "header-swallowed": {
    severity: "warning",
    message: (value) => `${display(value)} is already covered by "*".`,
  },
  "header-wildcard-with-others": {
    severity: "error",
    message: () => `"*" already exposes everything; beside it the other names mean nothing.`,
    fix: () => `"*"`,
  },
  "authorization-not-listed": {
    severity: "warning",
    message: () =>
      `"*" does not cover authorization (the standard says so); list it if pages send it.`,
    fix: () => `["*", "authorization"]`,
  },
};
