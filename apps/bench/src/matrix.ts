/** Whose CORS runs: nobody's, the route's own header lines (the price of the bytes), ours, or the field's usual choice. */
export const VARIANTS = ["bare", "bytes", "corsage", "peer"] as const;
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
export type Traffic = "get" | "get-refused" | "get-no-origin" | "preflight" | "preflight-refused";
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

/** The page's origin in every request that is allowed; the last of the lists that hold many. */
export const ORIGIN = "https://app.example.com";
export const STRANGER = "https://stranger.example.net";

export const PEERS: Readonly<Record<Framework, string>> = {
  node: "cors",
  express: "cors",
  fastify: "@fastify/cors",
  "nest-express": "enableCors",
  "nest-fastify": "enableCors",
  hono: "hono/cors",
};

/** One comparison: a variant beside the bare server of its framework. */
export interface Cell {
  readonly framework: Framework;
  readonly variant: Exclude<Variant, "bare">;
  readonly policy: PolicyKind;
  readonly traffic: Traffic;
}

const TRAFFIC: readonly Traffic[] = [
  "get",
  "get-refused",
  "get-no-origin",
  "preflight",
  "preflight-refused",
];

/** Every comparison. All kinds of policies are compared where matching weighs most: on the cheapest frameworks. */
export function allCells(): readonly Cell[] {
  const cells: Cell[] = [];
  const add = (framework: Framework, variants: readonly Cell["variant"][]): void => {
    for (const traffic of TRAFFIC) {
      for (const variant of variants) cells.push({ framework, variant, policy: "one", traffic });
    }
  };
  add("node", ["bytes", "corsage", "peer"]);
  add("express", ["bytes", "corsage", "peer"]);
  add("fastify", ["bytes", "corsage", "peer"]);
  add("nest-express", ["corsage", "peer"]);
  add("nest-fastify", ["corsage", "peer"]);
  add("hono", ["peer"]);
  for (const framework of ["node", "fastify"] as const) {
    for (const policy of POLICIES) {
      if (policy === "one") continue;
      for (const variant of ["corsage", "peer"] as const) {
        cells.push({ framework, variant, policy, traffic: "get" });
      }
    }
  }
  return cells;
}
