import { expect, test } from "vitest";
import { createIssue, type PolicyIssue } from "../src/index.ts";
import { HOST_SENTENCES } from "../src/issue-sentences-host.ts";

interface HostRow {
  readonly title: string;
  readonly issue: () => PolicyIssue;
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly fix: string | undefined;
}

const ROWS: readonly HostRow[] = [
  {
    title: "policy beside options",
    issue: () =>
      createIssue("policy-and-options", ["policy"], "partners", {
        options: ["origin", "credentials"],
      }),
    severity: "error",
    message:
      '`policy` and the options ["origin", "credentials"] stand side by side, and only one can count. Keep one; to build on a policy, write base.extend({ … }).',
    fix: undefined,
  },
  {
    title: "a policy named skip",
    issue: () => createIssue("policy-reserved-name", ["policies", "skip"], "skip", null),
    severity: "error",
    message: '"skip" is reserved and cannot name a policy.',
    fix: undefined,
  },
  {
    title: "a name that nobody gave",
    issue: () =>
      createIssue("unknown-policy", ["policy"], "partner", {
        known: ["partners", "public"],
        where: "GET /orders",
      }),
    severity: "error",
    message:
      'GET /orders refers to the policy "partner", which does not exist. Known names: ["partners", "public"].',
    fix: 'policies: { "partner": { origin: ["https://app.example.com"] } }',
  },
  {
    title: "a name where there are none",
    issue: () =>
      createIssue("unknown-policy", ["policy"], "partner", { known: [], where: "GET /orders" }),
    severity: "error",
    message:
      'GET /orders refers to the policy "partner", which does not exist. No policy has a name.',
    fix: 'policies: { "partner": { origin: ["https://app.example.com"] } }',
  },
  {
    title: "an own origin with a slash",
    issue: () =>
      createIssue("self-origin-invalid", ["selfOrigins", 0], "https://api.example.com/", {
        suggestion: "https://api.example.com",
      }),
    severity: "error",
    message:
      '"https://api.example.com/" is not an http: or https: origin, as a browser shows it for this application.',
    fix: '"https://api.example.com"',
  },
  {
    title: "an own origin that is none",
    issue: () =>
      createIssue("self-origin-invalid", ["selfOrigins", 0], "?", { suggestion: undefined }),
    severity: "error",
    message: '"?" is not an http: or https: origin, as a browser shows it for this application.',
    fix: '"https://api.example.com"',
  },
  {
    title: "a prefix without a slash",
    issue: () => createIssue("path-prefix-invalid", ["paths", 0, "prefix"], "graphql", null),
    severity: "error",
    message: '"graphql" is not a path: it must start with "/" and have no query.',
    fix: '"/graphql"',
  },
  {
    title: "two routes that one preflight asks for",
    issue: () =>
      createIssue("ambiguous-preflight", [], undefined, {
        first: "GET /v (version 1)",
        second: "GET /v (version 2)",
      }),
    severity: "error",
    message:
      "a preflight cannot tell GET /v (version 1) from GET /v (version 2): what separates them is not in it. Give both the same policy, or different paths.",
    fix: undefined,
  },
  {
    title: "hooks in front",
    issue: () => createIssue("registered-late", [], undefined, { hooks: ["authenticate"] }),
    severity: "warning",
    message:
      'these hooks run before the CORS policy and may answer preflights: ["authenticate"]. Import "@corsage/fastify/reserve" before Fastify() is called, or start with node --import @corsage/fastify/reserve.',
    fix: undefined,
  },
  {
    title: "a route that was not seen",
    issue: () => createIssue("routes-not-seen", [], undefined, { count: 1 }),
    severity: "error",
    message:
      'a route was added before the plugin could see them, and need it. Import "@corsage/fastify/reserve" before Fastify() is called.',
    fix: 'import "@corsage/fastify/reserve";',
  },
  {
    title: "routes that were not seen",
    issue: () => createIssue("routes-not-seen", [], undefined, { count: 3 }),
    severity: "error",
    message:
      '3 routes were added before the plugin could see them, and need it. Import "@corsage/fastify/reserve" before Fastify() is called.',
    fix: 'import "@corsage/fastify/reserve";',
  },
  {
    title: "a route's policy without the plugin",
    issue: () => createIssue("plugin-not-registered", ["GET /", "cors"], false, null),
    severity: "error",
    message:
      "this route has a policy, but the plugin is not registered anywhere: nothing would apply it.",
    fix: "app.register(corsPlugin, { policy: false })",
  },
  {
    title: "a route's policy without the plugin",
    issue: () => createIssue("plugin-not-registered", ["GET /orders", "cors"], "partners", null),
    severity: "error",
    message:
      "this route has a policy, but the plugin is not registered anywhere: nothing would apply it.",
    fix: "app.register(corsPlugin, { policy: false })",
  },
  {
    title: "another CORS layer",
    issue: () => createIssue("second-layer", [], undefined, { layer: "app.enableCors()" }),
    severity: "error",
    message:
      "app.enableCors() sets CORS headers too. Exactly one layer may: remove it; the policy here replaces it.",
    fix: undefined,
  },
  {
    title: "a policy nothing reaches",
    issue: () => createIssue("policy-without-effect", [], undefined, { where: "OrdersGateway" }),
    severity: "warning",
    message: "a policy on OrdersGateway has no effect: no CORS request reaches it by a route.",
    fix: undefined,
  },
  {
    title: "one URL, two enforcements",
    issue: () => createIssue("mixed-enforcement-at-url", [], undefined, { url: "/orders" }),
    severity: "warning",
    message:
      "the methods of /orders have different policies and one is not enforced. Browsers cache a preflight per URL, so a grant for one method opens the others.",
    fix: 'enforce: "unsafe-methods"',
  },
  {
    title: "a developer's origin in production",
    issue: () =>
      createIssue("loopback-in-production", ["origin", 0], "http://localhost:3000", null),
    severity: "warning",
    message:
      '"http://localhost:3000" is allowed while NODE_ENV is "production": any program on a user\'s machine can serve that origin.',
    fix: undefined,
  },
];

test("every code has a row", () => {
  const codes = ROWS.map(({ issue }) => issue().code);
  expect([...new Set(codes)].toSorted()).toEqual(Object.keys(HOST_SENTENCES).toSorted());
});

test.each(ROWS)("$title", ({ issue, severity, message, fix }) => {
  expect(issue()).toMatchObject({ severity, message });
  expect(issue().fix).toBe(fix);
});
