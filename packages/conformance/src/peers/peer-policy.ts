import type {
  CorsOptions,
  OriginFunction,
  OriginRule,
  PolicyOptions,
  PolicyRef,
  RouteCors,
} from "@corsage/core";

type Answer = (error: Error | null, allowed: boolean) => void;

/** The options that `@fastify/cors`, `cors` and Nest's `enableCors` have in common. */
export interface PeerOptions {
  readonly origin:
    | boolean
    | string
    | (string | RegExp)[]
    | ((origin: string | undefined, answer: Answer) => void);
  readonly methods?: string[];
  readonly allowedHeaders?: string[];
  readonly exposedHeaders?: string[];
  readonly credentials: boolean;
  readonly maxAge: number;
}

/** What a careful user of a peer writes for the same policy. What it has no option for is left out. */
export function peerOptions(cors: CorsOptions): PeerOptions {
  if (!("policy" in cors)) return translate(cors);
  return typeof cors.policy === "object" ? translate(optionsOf(cors.policy, cors)) : nobody;
}

/** The same for one route; `undefined`: as the application. */
export function peerRouteOptions(
  route: RouteCors | undefined,
  cors: CorsOptions,
): PeerOptions | false | undefined {
  if (route === undefined) return undefined;
  if (route === false || route === "skip") return false;
  const isChanged = typeof route === "object" && "policy" in route;
  return translate(optionsOf(isChanged ? route.policy : route, cors));
}

const nobody: PeerOptions = { origin: false, credentials: false, maxAge: 7200 };

function optionsOf(policy: PolicyRef, { policies = {} }: CorsOptions): PolicyOptions {
  const found = typeof policy === "string" ? policies[policy] : policy;
  if (found === undefined) throw new Error("a route names a policy that nobody defined");
  return "options" in found ? found.options : found;
}

function translate(policy: PolicyOptions): PeerOptions {
  const { methods = "auto", allowedHeaders = ["content-type"], exposedHeaders = [] } = policy;
  const exposed = exposedHeaders === "*" ? ["*"] : [...exposedHeaders];
  return {
    origin: translateOrigin(policy.origin),
    credentials: policy.credentials ?? false,
    maxAge: policy.maxAge ?? 7200,
    ...(methods !== "auto" && { methods: [...methods] }),
    // Without the option, they reflect what is asked for.
    ...(!allowedHeaders.includes("*") && { allowedHeaders: [...allowedHeaders] }),
    ...(exposed.length > 0 && { exposedHeaders: exposed }),
  };
}

function translateOrigin(rules: PolicyOptions["origin"]): PeerOptions["origin"] {
  if (rules === "*") return "*";
  const list: readonly OriginRule[] = Array.isArray(rules) ? rules : [rules];
  const functions = list.filter((rule) => typeof rule === "function");
  const literals = list.flatMap((rule) =>
    typeof rule === "string" ? [isPattern(rule) ? toRegExp(rule) : rule] : [],
  );
  const regexps = list.filter((rule) => rule instanceof RegExp);
  if (functions.length === 0) return [...literals, ...regexps];
  return (origin, answer) => {
    if (origin === undefined) return answer(null, false);
    if (literals.includes(origin)) return answer(null, true);
    askAll(functions, origin).then(
      (allowed) => answer(null, allowed),
      (error: unknown) => answer(error instanceof Error ? error : new Error(String(error)), false),
    );
  };
}

async function askAll(functions: readonly OriginFunction[], origin: string): Promise<boolean> {
  for (const allow of functions) {
    // oxlint-disable-next-line no-await-in-loop -- the first that allows decides
    if (await allow(origin)) return true;
  }
  return false;
}

function isPattern(rule: string): boolean {
  return rule.includes("*");
}

/** Peers have no patterns; their guides say to write a RegExp. */
function toRegExp(pattern: string): RegExp {
  const source = pattern
    .replaceAll(/[.[\]/]/g, String.raw`\$&`)
    .replace(/:\*$/, String.raw`(?::\d+)?`)
    .replace("**", String.raw`(?:[a-z0-9-]+\.)*[a-z0-9-]+`)
    .replace(/(?<![)\]])\*(?!\[)/, "[a-z0-9-]+");
  return new RegExp(`^${source}$`);
}
