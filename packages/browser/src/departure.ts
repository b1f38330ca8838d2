/** The names of {@link Departure}s; stable. */
export type DepartureId =
  | "authorization-wildcard"
  | "redirect-preflight-origin"
  | "preflight-after-redirect"
  | "redirect-headers"
  | "redirect-delete"
  | "client-hints"
  | "safelisted-bytes"
  | "range-size"
  | "repeated-headers"
  | "empty-location"
  | "range-unit-case"
  | "user-agent"
  | "upload-listener"
  | "proxy-authentication"
  | "preflight-lifetime"
  | "wildcard-not-cached"
  | "exposed-accept"
  | "loopback-mixed-content"
  | "local-network";

/** A point at which the standard and the engines, or the engines among themselves, part. */
export interface Departure {
  readonly id: DepartureId;
  readonly clause: string;
  readonly standard: string;
  readonly chromium: string;
  readonly firefox: string;
  readonly webkit: string;
}

const clause = (anchor: string): string => `https://fetch.spec.whatwg.org/#${anchor}`;

/** What each does, measured. A trace names those its request met. */
const table: Readonly<Record<DepartureId, Omit<Departure, "id">>> = {
  "authorization-wildcard": {
    clause: clause("cors-non-wildcard-request-header-name"),
    standard: "* never covers authorization: the request is blocked.",
    chromium: "Passes.",
    firefox: "Passes, with a warning that it will not for long.",
    webkit: "Passes.",
  },
  "redirect-preflight-origin": {
    clause: clause("concept-request-tainted-origin"),
    standard: "The preflight after the redirect carries Origin: null, like the request.",
    chromium: "Origin: null.",
    firefox:
      "The preflight carries the page's origin, the request null: it may run and stay unreadable.",
    webkit: "Origin: null.",
  },
  "preflight-after-redirect": {
    clause: clause("concept-main-fetch"),
    standard: "A request that became simple is not preflighted again.",
    chromium: "Not preflighted again.",
    firefox: "Preflighted again after every redirect.",
    webkit: "Preflighted again after every redirect.",
  },
  "redirect-headers": {
    clause: clause("concept-http-redirect-fetch"),
    standard:
      "authorization is dropped at a change of origin, content-type and its kin with the body: not asked for again.",
    chromium: "Not asked for.",
    firefox: "Not asked for.",
    webkit: "Dropped, yet the preflight still asks for them.",
  },
  "redirect-delete": {
    clause: clause("concept-http-redirect-fetch"),
    standard: "A DELETE stays one, unless the status is 303.",
    chromium: "Stays a DELETE.",
    firefox: "Stays a DELETE.",
    webkit:
      "Becomes a GET where it leaves its origin: nothing is deleted, and the answer looks fine.",
  },
  "client-hints": {
    clause: clause("cors-safelisted-request-header"),
    standard: "Client hints set by a script need a preflight.",
    chromium: "Sent without one; most are dropped at a redirect.",
    firefox: "Preflighted.",
    webkit: "Preflighted.",
  },
  "safelisted-bytes": {
    clause: clause("cors-unsafe-request-header-names"),
    standard: "More than 1024 bytes of safelisted values need a preflight.",
    chromium: "Preflighted.",
    firefox: "Sent without one.",
    webkit: "Sent without one.",
  },
  "range-size": {
    clause: clause("simple-range-header-value"),
    standard: "A range of any length is safelisted.",
    chromium: "Preflighted from position 9223372036854775807.",
    firefox: "Preflighted from position 18446744073709551616.",
    webkit: "Preflighted from position 18446744073709551616.",
  },
  "repeated-headers": {
    clause: clause("concept-header-list-append"),
    standard: "A name given twice is two values, each measured alone.",
    chromium: "One value, joined before it is measured.",
    firefox: "Two values; the preflight lists the name twice.",
    webkit: "One value, joined before it is measured.",
  },
  "empty-location": {
    clause: clause("concept-response-location-url"),
    standard: "A redirect without a target leads to itself, until there were too many.",
    chromium: "An ordinary answer.",
    firefox: "Leads to itself.",
    webkit: "A failure.",
  },
  "range-unit-case": {
    clause: clause("simple-range-header-value"),
    standard: "Only bytes= in lower case is safelisted.",
    chromium: "Preflighted.",
    firefox: "Preflighted.",
    webkit: "BYTES= is sent without a preflight.",
  },
  "user-agent": {
    clause: clause("forbidden-request-header"),
    standard: "A script may set user-agent; it needs a preflight.",
    chromium: "Dropped silently.",
    firefox: "Preflighted and sent.",
    webkit: "Preflighted and sent.",
  },
  "upload-listener": {
    clause: clause("use-cors-preflight-flag"),
    standard: "An upload listener forces a preflight, with or without a body.",
    chromium: "Only with a body.",
    firefox: "Always.",
    webkit: "Always.",
  },
  "proxy-authentication": {
    clause: clause("http-network-or-cache-fetch"),
    standard: "407 is an answer like any other.",
    chromium: "A network failure.",
    firefox: "An answer like any other.",
    webkit: "An answer like any other.",
  },
  "preflight-lifetime": {
    clause: clause("http-access-control-max-age"),
    standard:
      "A preflight lives as long as Access-Control-Max-Age says; a value that is no number means 5 seconds.",
    chromium: "At most 7200 seconds.",
    firefox: "At most 86400 seconds; a value that is no number means not at all.",
    webkit: "At most 600 seconds.",
  },
  "wildcard-not-cached": {
    clause: clause("concept-cache-match-method"),
    standard: "A cached * covers later requests.",
    chromium: "Covers them.",
    firefox: "Never covers them: every request is preflighted again.",
    webkit: "Covers them.",
  },
  "exposed-accept": {
    clause: clause("concept-filtered-response-cors"),
    standard: "* exposes nothing when credentials are included.",
    chromium: "Nothing.",
    firefox: "Nothing.",
    webkit: "The response header accept.",
  },
  "loopback-mixed-content": {
    clause: "https://w3c.github.io/webappsec-mixed-content/#should-block-fetch",
    standard: "An https page may call an http server on loopback.",
    chromium: "Sent.",
    firefox: "Sent.",
    webkit: "Blocked before it is sent.",
  },
  "local-network": {
    clause: "https://wicg.github.io/local-network-access/",
    standard: "Fetch has no rule; Local Network Access asks the user.",
    chromium: "Needs a permission, and a secure page.",
    firefox: "Sent.",
    webkit: "Sent.",
  },
};

export const departure = (id: DepartureId): Departure => ({ id, ...table[id] });
