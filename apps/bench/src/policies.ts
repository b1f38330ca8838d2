import type { OriginRule, PolicyOptions } from "@corsage/core";
import { ORIGIN, type PolicyKind } from "./matrix.ts";

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
export function corsageOptions(kind: PolicyKind): PolicyOptions {
  const common = {
    methods: METHODS,
    allowedHeaders: HEADERS,
    exposedHeaders: ["x-total"],
    maxAge: 600,
  };
  if (kind === "any") return { ...common, origin: "*" as const };
  return { ...common, origin: originsOf(kind), credentials: true };
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
export function peerOptions(kind: PolicyKind): PeerOptions {
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

/** What a route writes itself when it knows the answer: the cheapest code that emits the same bytes. */
export const BYTES: Readonly<Record<string, string>> = {
  "access-control-allow-origin": ORIGIN,
  "access-control-allow-credentials": "true",
  "access-control-expose-headers": "x-total",
  vary: "Origin",
};

export const PREFLIGHT_BYTES: Readonly<Record<string, string>> = {
  "access-control-allow-origin": ORIGIN,
  "access-control-allow-credentials": "true",
  "access-control-allow-methods": METHODS.join(", "),
  "access-control-allow-headers": HEADERS.join(", "),
  "access-control-max-age": "600",
  vary: "Origin",
};

/** The body of every answer. */
export const BODY = '{"orders":[{"id":1,"item":"corsage","price":12.5}]}';
