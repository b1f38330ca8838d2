import type { IssueRow } from "./issue-row.ts";

/** Origins that are spelled well and must not be listed. */
export const DANGER_ROWS: readonly IssueRow[] = [
  {
    title: "true for everybody who asks",
    options: { origin: true },
    code: "origin-boolean",
    path: ["origin"],
    message:
      'true would reflect whatever origin asks. List the origins you trust; for data that everybody may read, without cookies, write "*".',
    fix: '"https://app.example.com"',
  },
  {
    title: "true in a list",
    options: { origin: [true] },
    code: "origin-boolean",
    path: ["origin", 0],
    message:
      'true would reflect whatever origin asks. List the origins you trust; for data that everybody may read, without cookies, write "*".',
    fix: '"https://app.example.com"',
  },
  {
    title: "false for nobody",
    options: { origin: false },
    code: "origin-boolean",
    path: ["origin"],
    message:
      "false is no list of origins. To let no other origin in, give the host `policy: false` instead of options.",
    fix: "policy: false",
  },
  {
    title: "everybody beside somebody",
    options: { origin: ["*", "https://app.example.com"] },
    code: "wildcard-with-others",
    path: ["origin"],
    message: '"*" already means everybody; beside it the other entries mean nothing.',
    fix: '"*"',
  },
  {
    title: "null",
    options: { origin: ["null"] },
    code: "null-origin",
    path: ["origin", 0],
    message:
      '"null" is not one party: sandboxed frames, local files and redirects of any site send it.',
    fix: "dangerously: { allowNullOrigin: true }",
  },
  {
    title: "null with credentials",
    options: { origin: ["null", "https://app.example.com"], credentials: true },
    code: "null-origin-with-credentials",
    path: ["origin", 0],
    message:
      '"null" with credentials lets any site act as the user, from a sandboxed frame. No option permits it.',
    fix: "credentials: false, dangerously: { allowNullOrigin: true }",
  },
  {
    title: "null with credentials and the flag",
    options: { origin: ["null"], credentials: true, dangerously: { allowNullOrigin: true } },
    code: "null-origin-with-credentials",
    path: ["origin", 0],
    message:
      '"null" with credentials lets any site act as the user, from a sandboxed frame. No option permits it.',
    fix: "credentials: false, dangerously: { allowNullOrigin: true }",
  },
  {
    title: "http with credentials",
    options: { origin: ["http://app.example.com"], credentials: true },
    code: "insecure-origin-with-credentials",
    path: ["origin", 0],
    message:
      '"http://app.example.com" is not encrypted: whoever is on the network path can run code there and act as the user.',
    fix: '"https://app.example.com"',
  },
  {
    title: "http on port 443 with credentials",
    options: { origin: "http://app.example.com:443", credentials: true },
    code: "insecure-origin-with-credentials",
    path: ["origin"],
    message:
      '"http://app.example.com:443" is not encrypted: whoever is on the network path can run code there and act as the user.',
    fix: '"https://app.example.com"',
  },
  {
    title: "http on a port that begins like 443 with credentials",
    options: { origin: ["http://app.example.com:4430"], credentials: true },
    code: "insecure-origin-with-credentials",
    path: ["origin", 0],
    message:
      '"http://app.example.com:4430" is not encrypted: whoever is on the network path can run code there and act as the user.',
    fix: '"https://app.example.com:4430"',
  },
  {
    title: "an http pattern with credentials",
    options: { origin: ["http://*.example.com:*"], credentials: true },
    code: "insecure-origin-with-credentials",
    path: ["origin", 0],
    message:
      '"http://*.example.com:*" is not encrypted: whoever is on the network path can run code there and act as the user.',
    fix: '"https://*.example.com:*"',
  },
  {
    title: "http to send from, with credentials",
    options: {
      origin: ["https://app.example.com"],
      acceptFrom: ["http://login.example"],
      credentials: true,
    },
    code: "insecure-origin-with-credentials",
    path: ["acceptFrom", 0],
    message:
      '"http://login.example" is not encrypted: whoever is on the network path can run code there and act as the user.',
    fix: '"https://login.example"',
  },
  {
    title: "every .com with credentials",
    options: { origin: ["https://**.com"], credentials: true },
    code: "public-suffix-with-credentials",
    path: ["origin", 0],
    message:
      'anybody can get a host that "https://**.com" matches (com is a public suffix), and would then act as the user.',
    fix: '"https://*.your-name.example"',
  },
  {
    title: "every customer of a host with credentials",
    options: { origin: ["https://*.github.io"], credentials: true },
    code: "public-suffix-with-credentials",
    path: ["origin", 0],
    message:
      'anybody can get a host that "https://*.github.io" matches (github.io is a public suffix), and would then act as the user.',
    fix: '"https://*.your-name.example"',
  },
  {
    title: "part of a label above a public suffix",
    options: { origin: ["https://*-team.vercel.app"], credentials: true },
    code: "public-suffix-with-credentials",
    path: ["origin", 0],
    message:
      'anybody can get a host that "https://*-team.vercel.app" matches (vercel.app is a public suffix), and would then act as the user.',
    fix: '"https://*.your-name.example"',
  },
  {
    title: "every extension with credentials",
    options: { origin: "chrome-extension://*", credentials: true },
    code: "public-suffix-with-credentials",
    path: ["origin"],
    message:
      'anybody can get a host that "chrome-extension://*" matches, and would then act as the user.',
    fix: '"https://*.your-name.example"',
  },
];
