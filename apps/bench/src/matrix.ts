/**
 * Whose CORS runs. `bare`: nobody's. `bytes`: the route writes the same header lines itself. `floor`: the least code in
 * the place of ours that sends the same bytes, without a look at the request. `front`: ours in front of Express instead
 * of in it. `peer`: the field's usual choice.
 */
export const VARIANTS = ["bare", "bytes", "floor", "corsage", "front", "peer"] as const;
export type Variant = (typeof VARIANTS)[number];
export const FRAMEWORKS = [
  "node",
  "express",
  "fastify",
  "nest-express",
  "nest-fastify",
  "hono",
] as const;
export type Framework = (typeof FRAMEWORKS)[number];
export const TRAFFIC = [
  "get",
  "get-refused",
  "get-no-origin",
  "preflight",
  "preflight-refused",
] as const;
export type Traffic = (typeof TRAFFIC)[number];
export const POLICIES = [
  "any",
  "one",
  "10",
  "100",
  "1000",
  "wildcards",
  "regexps",
  "function",
] as const;
export type PolicyKind = (typeof POLICIES)[number];
/**
 * What is soaked: `everything` has all kinds of rules, and lists that are computed from the request. `leaking` forgets
 * no origin, to show that it would be noticed.
 */
export const SOAKED_POLICIES = ["everything", "leaking"] as const;
export type SoakedPolicy = (typeof SOAKED_POLICIES)[number];

/** The page's origin in every request that is allowed; the last of the lists that hold many. */
export const ORIGIN = "https://app.example.com";
export const STRANGER = "https://stranger.example.net";

const PEERS: Readonly<Record<Framework, string>> = {
  node: "cors",
  express: "cors",
  fastify: "@fastify/cors",
  "nest-express": "enableCors",
  "nest-fastify": "enableCors",
  hono: "hono/cors",
};

/** What one server is, beside its framework. */
export interface Contestant {
  readonly variant: Variant;
  readonly policy: PolicyKind | SoakedPolicy;
  readonly traffic: Traffic;
}

/** Servers of one framework under the same traffic, taking turns with the bare one. */
export interface Contest {
  readonly framework: Framework;
  readonly variants: readonly Exclude<Variant, "bare">[];
  readonly policy: PolicyKind;
  readonly traffic: Traffic;
}

/** By which `--only` chooses: "fastify one preflight". */
export function contestName({ framework, policy, traffic }: Contest): string {
  return `${framework} ${policy} ${traffic}`;
}

/** One comparison: a variant beside the bare server of its framework. */
export interface Cell {
  readonly framework: Framework;
  readonly variant: Exclude<Variant, "bare">;
  readonly policy: PolicyKind;
  readonly traffic: Traffic;
}

/** Whose CORS it is, in the words of its own package for a peer. */
export function variantName({ framework, variant }: Cell): string {
  return variant === "peer" ? PEERS[framework] : variant;
}

/** Every contest. All kinds of policies are compared where matching weighs most: on the cheapest frameworks. */
export function allContests(): readonly Contest[] {
  const contests: Contest[] = [];
  const add = (framework: Framework, variants: Contest["variants"]): void => {
    for (const traffic of TRAFFIC) contests.push({ framework, variants, policy: "one", traffic });
  };
  add("node", ["bytes", "corsage", "peer"]);
  add("express", ["bytes", "floor", "corsage", "front", "peer"]);
  add("fastify", ["bytes", "floor", "corsage", "peer"]);
  add("nest-express", ["floor", "corsage", "peer"]);
  add("nest-fastify", ["floor", "corsage", "peer"]);
  add("hono", ["peer"]);
  for (const framework of ["node", "fastify"] as const) {
    for (const policy of POLICIES) {
      if (policy === "one") continue;
      contests.push({ framework, variants: ["corsage", "peer"], policy, traffic: "get" });
    }
  }
  return contests;
}
