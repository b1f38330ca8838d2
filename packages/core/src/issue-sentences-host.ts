import { display, displayList, quote } from "./display.ts";
import type { IssueSentences } from "./issue-sentence.ts";

/** Codes that only a host can find: about names, routes and the process. */
export interface HostIssueDetails {
  "policy-and-options": { readonly options: readonly string[] };
  "policy-reserved-name": null;
  "unknown-policy": { readonly known: readonly string[]; readonly where: string };
  "self-origin-invalid": { readonly suggestion: string | undefined };
  "path-prefix-invalid": null;
  "ambiguous-preflight": { readonly first: string; readonly second: string };
  "registered-late": { readonly hooks: readonly string[] };
  "routes-not-seen": { readonly count: number };
  "plugin-not-registered": null;
  "second-layer": { readonly layer: string };
  "policy-without-effect": { readonly where: string };
  "mixed-enforcement-at-url": { readonly url: string };
  "loopback-in-production": null;
}

export const HOST_SENTENCES: IssueSentences<HostIssueDetails> = {
  "policy-and-options": {
    severity: "error",
    message: (_, { options }) =>
      `\`policy\` and the options ${displayList(options)} stand side by side, and only one can count. Keep one; to build on a policy, write base.extend({ … }).`,
  },
  "policy-reserved-name": {
    severity: "error",
    message: (value) => `${display(value)} is reserved and cannot name a policy.`,
  },
  "unknown-policy": {
    severity: "error",
    message: (value, { known, where }) =>
      `${where} refers to the policy ${display(value)}, which does not exist. ${known.length === 0 ? "No policy has a name." : `Known names: ${displayList(known)}.`}`,
    fix: (value) => `policies: { ${display(value)}: { origin: ["https://app.example.com"] } }`,
  },
  "self-origin-invalid": {
    severity: "error",
    message: (value) =>
      `${display(value)} is not an http: or https: origin, as a browser shows it for this application.`,
    fix: (_, { suggestion }) => quote(suggestion ?? "https://api.example.com"),
  },
  "path-prefix-invalid": {
    severity: "error",
    message: (value) =>
      `${display(value)} is not a path: it must start with "/" and have no query.`,
    fix: () => `"/graphql"`,
  },
  "ambiguous-preflight": {
    severity: "error",
    message: (_, { first, second }) =>
      `a preflight cannot tell ${first} from ${second}: what separates them is not in it. Give both the same policy, or different paths.`,
  },
  "registered-late": {
    severity: "warning",
    message: (_, { hooks }) =>
      `these hooks run before the CORS policy and may answer preflights: ${displayList(hooks)}. Import "@corsage/fastify/reserve" before Fastify() is called, or start with node --import @corsage/fastify/reserve.`,
  },
  "routes-not-seen": {
    severity: "error",
    message: (_, { count }) =>
      `${count === 1 ? "a route was" : `${count} routes were`} added before the plugin could see them, and need it. Import "@corsage/fastify/reserve" before Fastify() is called.`,
    fix: () => `import "@corsage/fastify/reserve";`,
  },
  "plugin-not-registered": {
    severity: "error",
    message: () =>
      "this route has a policy, but the plugin is not registered anywhere: nothing would apply it.",
    fix: () => "app.register(corsPlugin, { policy: false })",
  },
  "second-layer": {
    severity: "error",
    message: (_, { layer }) =>
      `${layer} sets CORS headers too. Exactly one layer may: remove it; the policy here replaces it.`,
  },
  "policy-without-effect": {
    severity: "warning",
    message: (_, { where }) =>
      `a policy on ${where} has no effect: no CORS request reaches it by a route.`,
  },
  "mixed-enforcement-at-url": {
    severity: "warning",
    message: (_, { url }) =>
      `the methods of ${url} have different policies and one is not enforced. Browsers cache a preflight per URL, so a grant for one method opens the others.`,
    fix: () => `enforce: "unsafe-methods"`,
  },
  "loopback-in-production": {
    severity: "warning",
    message: (value) =>
      `${display(value)} is allowed while NODE_ENV is "production": any program on a user's machine can serve that origin.`,
  },
};
