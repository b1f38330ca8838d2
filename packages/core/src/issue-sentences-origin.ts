import { display, displayList, quote } from "./display.ts";
import type { IssueSentences } from "./issue-sentence.ts";

/** The spelling that a browser would send, where one can be told. */
interface Respelling {
  readonly suggestion: string | undefined;
}

/** Codes about one literal origin or pattern. */
export interface OriginIssueDetails {
  "origin-boolean": null;
  "wildcard-with-others": null;
  "null-origin": null;
  "null-origin-with-credentials": null;
  "insecure-origin-with-credentials": null;
  "public-suffix-with-credentials": { readonly base: string };
  "origin-comma-list": { readonly parts: readonly string[]; readonly inList: boolean };
  "origin-whitespace": Respelling;
  "origin-scheme-missing": Respelling;
  "origin-scheme": Respelling;
  "origin-file": null;
  "origin-userinfo": Respelling;
  "origin-trailing-slash": Respelling;
  "origin-path": Respelling;
  "origin-query": Respelling;
  "origin-upper-case": Respelling;
  "origin-unicode-host": Respelling;
  "origin-default-port": Respelling;
  "origin-port": Respelling;
  "origin-ip": Respelling;
  "origin-wildcard": { readonly reason: string; readonly suggestion: string | undefined };
  "origin-too-long": null;
  "origin-invalid": null;
}

const respell = (_: unknown, { suggestion }: Respelling): string | undefined =>
  suggestion === undefined ? undefined : quote(suggestion);

export const ORIGIN_SENTENCES: IssueSentences<OriginIssueDetails> = {
  "origin-boolean": {
    severity: "error",
    message: (value) =>
      value === true
        ? 'true would reflect whatever origin asks. List the origins you trust; for data that everybody may read, without cookies, write "*".'
        : "false is no list of origins. To let no other origin in, give the host `policy: false` instead of options.",
    fix: (value) => (value === true ? `"https://app.example.com"` : "policy: false"),
  },
  "wildcard-with-others": {
    severity: "error",
    message: () => `"*" already means everybody; beside it the other entries mean nothing.`,
    fix: () => `"*"`,
  },
  "null-origin": {
    severity: "error",
    message: () =>
      `"null" is not one party: sandboxed frames, local files and redirects of any site send it.`,
    fix: () => "dangerously: { allowNullOrigin: true }",
  },
  "null-origin-with-credentials": {
    severity: "error",
    message: () =>
      `"null" with credentials lets any site act as the user, from a sandboxed frame. No option permits it.`,
    fix: () => "credentials: false, dangerously: { allowNullOrigin: true }",
  },
  "insecure-origin-with-credentials": {
    severity: "error",
    message: (value) =>
      `${display(value)} is not encrypted: whoever is on the network path can run code there and act as the user.`,
    fix: (value) =>
      typeof value === "string"
        ? quote(value.replace("http:", "https:").replace(/:443$/, ""))
        : undefined,
  },
  "public-suffix-with-credentials": {
    severity: "error",
    message: (value, { base }) =>
      `anybody can get a host that ${display(value)} matches${base === "" ? "" : ` (${base} is a public suffix)`}, and would then act as the user.`,
    fix: () => `"https://*.your-name.example"`,
  },
  "origin-comma-list": {
    severity: "error",
    message: () => "one string holds several origins; it would never match any of them.",
    fix: (_, { parts, inList }) => (inList ? displayList(parts).slice(1, -1) : displayList(parts)), // members of the list they stand in
  },
  "origin-whitespace": {
    severity: "error",
    message: (value) =>
      `${display(value)} contains white space or control characters, so it never matches.`,
    fix: respell,
  },
  "origin-scheme-missing": {
    severity: "error",
    message: (value) =>
      `${display(value)} has no scheme; an origin is scheme, host and port, and all three must match.`,
    fix: respell,
  },
  "origin-scheme": {
    severity: "error",
    message: (value) =>
      `no page has the origin ${display(value)}: a WebSocket handshake carries the http: or https: origin of its page.`,
    fix: respell,
  },
  "origin-file": {
    severity: "error",
    message: () => `pages opened from files send "null", never a file: origin.`,
    fix: () => `"http://localhost:*"`,
  },
  "origin-userinfo": {
    severity: "error",
    message: () => "an origin holds no user name or password.",
    fix: respell,
  },
  "origin-trailing-slash": {
    severity: "error",
    message: (value) =>
      `${display(value)} ends in a slash; browsers send none, so it never matches.`,
    fix: respell,
  },
  "origin-path": {
    severity: "error",
    message: (value) => `${display(value)} has a path; an origin ends after host and port.`,
    fix: respell,
  },
  "origin-query": {
    severity: "error",
    message: (value) =>
      `${display(value)} has a query or fragment; an origin ends after host and port.`,
    fix: respell,
  },
  "origin-upper-case": {
    severity: "error",
    message: (value) =>
      `${display(value)} has upper-case letters; browsers send origins in lower case.`,
    fix: respell,
  },
  "origin-unicode-host": {
    severity: "error",
    message: (value) => `browsers send the host of ${display(value)} in its ASCII form (punycode).`,
    fix: respell,
  },
  "origin-default-port": {
    severity: "error",
    message: (value) =>
      `${display(value)} names the default port of its scheme, which browsers leave out.`,
    fix: respell,
  },
  "origin-port": {
    severity: "error",
    message: (value) => `the port of ${display(value)} is not a number from 1 to 65535, nor "*".`,
    fix: respell,
  },
  "origin-ip": {
    severity: "error",
    message: (value) =>
      `browsers write the address in ${display(value)} differently, or it is none.`,
    fix: respell,
  },
  "origin-wildcard": {
    severity: "error",
    message: (value, { reason }) => `${display(value)}: ${reason}`,
    fix: respell,
  },
  "origin-too-long": {
    severity: "error",
    message: () => "longer than any origin: host names end at 253 characters, labels at 63.",
  },
  "origin-invalid": {
    severity: "error",
    message: (value) => `${display(value)} is not an origin.`,
    fix: () => `"https://app.example.com"`,
  },
};
