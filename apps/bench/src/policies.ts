import type { OriginRule, PolicyOptions } from "@corsage/core";
import { ORIGIN, type PolicyKind, type SoakedPolicy, type Traffic } from "./matrix.ts";

/** A list of `count` origins that ends in the one that asks: the worst place for whoever searches from the start. */
function listOf(count: number): readonly string[] {
  return [
    ...Array.from({ length: count - 1 }, (_, index) => `https://app${index}.example.com`),
    ORIGIN,
  ];
}

/** The same list as a wildcard or a RegExp each, none of which matches but the last. */
function wildcards(count: number): readonly string[] {
  return [
    ...Array.from({ length: count - 1 }, (_, index) => `https://*.shop${index}.example`),
    "https://*.example.com",
  ];
}

function regexps(count: number): readonly RegExp[] {
  return wildcards(count).map(
    (pattern) => new RegExp(`^${pattern.replaceAll(/[./]/g, "\\$&").replace("*", "[a-z0-9-]+")}$`),
  );
}

const HEADERS = ["content-type", "authorization"];
const METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE"];

/** What Corsage is given. */
export function corsageOptions(kind: PolicyKind | SoakedPolicy): PolicyOptions {
  if (kind === "everything") return EVERYTHING;
  if (kind === "leaking") return { ...EVERYTHING, origin: [...EVERYTHING_ORIGINS, createLeak()] };
  const common = {
    methods: METHODS,
    allowedHeaders: HEADERS,
    exposedHeaders: ["x-total"],
    maxAge: 600,
  };
  if (kind === "any") return { ...common, origin: "*" as const };
  return { ...common, origin: originsOf(kind), credentials: true };
}

const EVERYTHING_ORIGINS: readonly OriginRule[] = [
  ORIGIN,
  "https://*.example.com",
  "https://preview-*.example.net:*",
  /^https:\/\/[a-z]{1,20}\.example\.org$/,
  { test: (origin: string) => Promise.resolve(origin.endsWith("1.example.dev")) },
];

/** Lists that are computed from the request too: the methods of the path, the headers asked for. */
const EVERYTHING: PolicyOptions = {
  origin: EVERYTHING_ORIGINS,
  allowedHeaders: ["*", "authorization"],
  acceptFrom: ["https://login.example.com"],
  credentials: true,
};

/** A rule with a memory: what a cache without a bound does. */
function createLeak(): OriginRule {
  const seen = new Set<string>();
  return (origin) => seen.add(origin) === undefined;
}

function originsOf(kind: Exclude<PolicyKind, "any">): readonly OriginRule[] {
  switch (kind) {
    case "one":
      return [ORIGIN];
    case "wildcards":
      return wildcards(100);
    case "regexps":
      return regexps(100);
    case "function":
      return [(origin: string): boolean => origin === ORIGIN];
    case "10":
    case "100":
    case "1000":
      return listOf(Number(kind));
  }
}

type PeerCallback = (error: Error | null, allow: boolean) => void;
type PeerFunction = (origin: string | undefined, callback: PeerCallback) => void;

/** The options that `cors`, `@fastify/cors` and `enableCors` have in common. */
interface PeerOptions {
  origin: string | string[] | RegExp[] | PeerFunction;
  methods: string[];
  allowedHeaders: string[];
  exposedHeaders: string[];
  maxAge: number;
  credentials?: boolean;
}

/** What the peers are given, who all take the options of `cors`: they have no wildcards, so those become RegExps. */
export function peerOptions(kind: PolicyKind | SoakedPolicy): PeerOptions {
  if (kind === "everything" || kind === "leaking") throw new Error("peers are not soaked");
  const common = {
    methods: METHODS,
    allowedHeaders: HEADERS,
    exposedHeaders: ["x-total"],
    maxAge: 600,
  };
  if (kind === "any") return { ...common, origin: "*" };
  return { ...common, origin: peerOriginsOf(kind), credentials: true };
}

function peerOriginsOf(kind: Exclude<PolicyKind, "any">): PeerOptions["origin"] {
  switch (kind) {
    case "one":
      return [ORIGIN];
    case "wildcards":
    case "regexps":
      return [...regexps(100)];
    case "function":
      return (origin: string | undefined, callback: PeerCallback): void =>
        callback(null, origin === ORIGIN);
    case "10":
    case "100":
    case "1000":
      return [...listOf(Number(kind))];
  }
}

type Lines = Readonly<Record<string, string>>;

const READABLE: Lines = {
  "access-control-allow-origin": ORIGIN,
  "access-control-allow-credentials": "true",
  "access-control-expose-headers": "x-total",
  vary: "Origin",
};

const HIDDEN: Lines = { vary: "Origin" };

const PREFLIGHT: Lines = {
  "access-control-allow-origin": ORIGIN,
  "access-control-allow-credentials": "true",
  "access-control-allow-methods": METHODS.join(", "),
  "access-control-allow-headers": HEADERS.join(", "),
  "access-control-max-age": "600",
  vary: "Origin",
};

/** The header lines that a route writes itself when it knows what will be asked: the price of the bytes. */
export const BYTES: Readonly<Record<Traffic, Lines>> = {
  get: READABLE,
  "get-refused": HIDDEN,
  "get-no-origin": HIDDEN,
  preflight: PREFLIGHT,
  "preflight-refused": HIDDEN,
};

/** The body of every answer. */
export const BODY = '{"orders":[{"id":1,"item":"corsage","price":12.5}]}';
