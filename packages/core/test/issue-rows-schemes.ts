import type { IssueRow } from "./issue-row.ts";

/** Literals without a scheme, or with one that no page has. */
export const SCHEME_ROWS: readonly IssueRow[] = [
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
    title: "no scheme but its slashes",
    options: { origin: ["//localhost:3000"] },
    code: "origin-scheme-missing",
    path: ["origin", 0],
    message:
      '"//localhost:3000" has no scheme; an origin is scheme, host and port, and all three must match.',
    fix: '"http://localhost:3000"',
  },
  {
    title: "no scheme, on this machine, and a path",
    options: { origin: ["localhost/app"] },
    code: "origin-scheme-missing",
    path: ["origin", 0],
    message:
      '"localhost/app" has no scheme; an origin is scheme, host and port, and all three must match.',
    fix: '"http://localhost"',
  },
  {
    title: "no scheme, a port and a path",
    options: { origin: ["app.example.com:8443/app"] },
    code: "origin-scheme-missing",
    path: ["origin", 0],
    message:
      '"app.example.com:8443/app" has no scheme; an origin is scheme, host and port, and all three must match.',
    fix: '"https://app.example.com:8443"',
  },
  {
    title: "no scheme, any port and a slash",
    options: { origin: ["localhost:*/"] },
    code: "origin-scheme-missing",
    path: ["origin", 0],
    message:
      '"localhost:*/" has no scheme; an origin is scheme, host and port, and all three must match.',
    fix: '"http://localhost:*"',
  },
  {
    title: "no scheme, an address of this machine",
    options: { origin: ["[::1]:3000"] },
    code: "origin-scheme-missing",
    path: ["origin", 0],
    message:
      '"[::1]:3000" has no scheme; an origin is scheme, host and port, and all three must match.',
    fix: '"http://[::1]:3000"',
  },
  {
    title: "no scheme, a name that begins like this machine",
    options: { origin: ["localhost.example.com"] },
    code: "origin-scheme-missing",
    path: ["origin", 0],
    message:
      '"localhost.example.com" has no scheme; an origin is scheme, host and port, and all three must match.',
    fix: '"https://localhost.example.com"',
  },
  {
    title: "no scheme, a name that ends like this machine",
    options: { origin: ["my-localhost"] },
    code: "origin-scheme-missing",
    path: ["origin", 0],
    message:
      '"my-localhost" has no scheme; an origin is scheme, host and port, and all three must match.',
    fix: '"https://my-localhost"',
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
];
