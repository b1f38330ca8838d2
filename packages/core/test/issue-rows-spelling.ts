import type { IssueRow } from "./issue-row.ts";

/** Literals with a fault that a person sees in the text. */
export const SPELLING_ROWS: readonly IssueRow[] = [
  {
    title: "several origins in one string",
    options: { origin: "https://a.example.com, https://b.example.com" },
    code: "origin-comma-list",
    path: ["origin"],
    message: "one string holds several origins; it would never match any of them.",
    fix: '["https://a.example.com", "https://b.example.com"]',
  },
  {
    title: "several origins in a member of a list",
    options: {
      origin: ["https://app.example.com", "https://a.example.com,https://b.example.com,"],
    },
    code: "origin-comma-list",
    path: ["origin", 1],
    message: "one string holds several origins; it would never match any of them.",
    fix: '"https://a.example.com", "https://b.example.com"',
  },
  {
    title: "a space in front",
    options: { origin: " https://app.example.com" },
    code: "origin-whitespace",
    path: ["origin"],
    message:
      '" https://app.example.com" contains white space or control characters, so it never matches.',
    fix: '"https://app.example.com"',
  },
  {
    title: "a line break at the end",
    options: { origin: ["https://app.example.com\r\n"] },
    code: "origin-whitespace",
    path: ["origin", 0],
    message:
      '"https://app.example.com\\r\\n" contains white space or control characters, so it never matches.',
    fix: '"https://app.example.com"',
  },
  {
    title: "a zero byte",
    options: { origin: ["https://app.example\u0000.com"] },
    code: "origin-whitespace",
    path: ["origin", 0],
    message:
      '"https://app.example\\u0000.com" contains white space or control characters, so it never matches.',
    fix: undefined,
  },
  {
    title: "no scheme",
    options: { origin: "app.example.com" },
    code: "origin-scheme-missing",
    path: ["origin"],
    message:
      '"app.example.com" has no scheme; an origin is scheme, host and port, and all three must match.',
    fix: '"https://app.example.com"',
  },
  {
    title: "no scheme, on this machine",
    options: { origin: ["localhost:3000"] },
    code: "origin-scheme-missing",
    path: ["origin", 0],
    message:
      '"localhost:3000" has no scheme; an origin is scheme, host and port, and all three must match.',
    fix: '"http://localhost:3000"',
  },
  {
    title: "a pattern without a scheme",
    options: { origin: ["*.example.com"] },
    code: "origin-scheme-missing",
    path: ["origin", 0],
    message:
      '"*.example.com" has no scheme; an origin is scheme, host and port, and all three must match.',
    fix: '"https://*.example.com"',
  },
  {
    title: "one slash",
    options: { origin: ["https:/app.example.com"] },
    code: "origin-scheme-missing",
    path: ["origin", 0],
    message:
      '"https:/app.example.com" has no scheme; an origin is scheme, host and port, and all three must match.',
    fix: '"https://app.example.com"',
  },
  {
    title: "a socket's scheme",
    options: { origin: ["wss://app.example.com"] },
    code: "origin-scheme",
    path: ["origin", 0],
    message:
      'no page has the origin "wss://app.example.com": a WebSocket handshake carries the http: or https: origin of its page.',
    fix: '"https://app.example.com"',
  },
  {
    title: "a socket's pattern",
    options: { origin: ["ws://*.example.com"] },
    code: "origin-scheme",
    path: ["origin", 0],
    message:
      'no page has the origin "ws://*.example.com": a WebSocket handshake carries the http: or https: origin of its page.',
    fix: '"http://*.example.com"',
  },
  {
    title: "a file",
    options: { origin: ["file:///index.html"] },
    code: "origin-file",
    path: ["origin", 0],
    message: 'pages opened from files send "null", never a file: origin.',
    fix: '"http://localhost:*"',
  },
  {
    title: "a file with a host",
    options: { origin: ["file://share"] },
    code: "origin-file",
    path: ["origin", 0],
    message: 'pages opened from files send "null", never a file: origin.',
    fix: '"http://localhost:*"',
  },
  {
    title: "a user name",
    options: { origin: ["https://me@app.example.com"] },
    code: "origin-userinfo",
    path: ["origin", 0],
    message: "an origin holds no user name or password.",
    fix: '"https://app.example.com"',
  },
  {
    title: "a slash at the end",
    options: { origin: ["https://app.example.com/"] },
    code: "origin-trailing-slash",
    path: ["origin", 0],
    message: '"https://app.example.com/" ends in a slash; browsers send none, so it never matches.',
    fix: '"https://app.example.com"',
  },
  {
    title: "a path",
    options: { origin: ["https://app.example.com/shop"] },
    code: "origin-path",
    path: ["origin", 0],
    message: '"https://app.example.com/shop" has a path; an origin ends after host and port.',
    fix: '"https://app.example.com"',
  },
  {
    title: "a query",
    options: { origin: ["https://app.example.com?a=1"] },
    code: "origin-query",
    path: ["origin", 0],
    message:
      '"https://app.example.com?a=1" has a query or fragment; an origin ends after host and port.',
    fix: '"https://app.example.com"',
  },
  {
    title: "a fragment",
    options: { origin: ["https://app.example.com#top"] },
    code: "origin-query",
    path: ["origin", 0],
    message:
      '"https://app.example.com#top" has a query or fragment; an origin ends after host and port.',
    fix: '"https://app.example.com"',
  },
  {
    title: "upper-case letters",
    options: { origin: ["https://App.example.com"] },
    code: "origin-upper-case",
    path: ["origin", 0],
    message:
      '"https://App.example.com" has upper-case letters; browsers send origins in lower case.',
    fix: '"https://app.example.com"',
  },
  {
    title: "an upper-case scheme",
    options: { origin: ["HTTPS://*.example.com"] },
    code: "origin-upper-case",
    path: ["origin", 0],
    message: '"HTTPS://*.example.com" has upper-case letters; browsers send origins in lower case.',
    fix: '"https://*.example.com"',
  },
];
