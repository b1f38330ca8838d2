import { type CorsRequest, definePolicy, type Policy } from "@corsage/core";
import { fresh } from "./micro-measure.ts";

export interface Case {
  readonly policy: string;
  readonly traffic: string;
  readonly against: Policy;
  readonly request: (index: number) => CorsRequest;
  readonly batch?: number;
}

const ORIGIN = "https://app0.example.com";
const STRANGER = "https://stranger.example.net";

const listOf = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `https://app${index}.example.com`);

const TRAFFIC: readonly { readonly traffic: string; readonly request: () => CorsRequest }[] = [
  { traffic: "GET allowed", request: () => ({ method: "GET", origin: fresh(ORIGIN) }) },
  { traffic: "GET refused", request: () => ({ method: "GET", origin: fresh(STRANGER) }) },
  { traffic: "GET without Origin", request: () => ({ method: "GET", origin: undefined }) },
  {
    traffic: "POST refused",
    request: () => ({ method: "POST", origin: fresh(STRANGER), fetchSite: "cross-site" }),
  },
  {
    traffic: "preflight allowed",
    request: () => ({ method: "OPTIONS", origin: fresh(ORIGIN), requestMethod: "PUT" }),
  },
  {
    traffic: "preflight refused",
    request: () => ({ method: "OPTIONS", origin: fresh(STRANGER), requestMethod: "PUT" }),
  },
];

/** Constant policies under all kinds of traffic, and the long values that a stranger may send. */
export function decideCases(): readonly Case[] {
  const policies: readonly (readonly [string, Policy])[] = [
    ["*", definePolicy({ origin: "*" })],
    ["one origin", definePolicy({ origin: [ORIGIN], credentials: true })],
    ["10 origins", definePolicy({ origin: listOf(10) })],
    ["1000 origins", definePolicy({ origin: listOf(1000) })],
  ];
  const rotating = (count: number) => (index: number) => ({
    method: "GET",
    origin: fresh(`https://app${index % count}.example.com`),
  });
  return [
    ...policies.flatMap(([policy, against]) => TRAFFIC.map((row) => ({ policy, against, ...row }))),
    ...[10, 1000].map((count) => ({
      policy: `${count} origins`,
      traffic: "GET, each in turn",
      against: definePolicy({ origin: listOf(count) }),
      request: rotating(count),
    })),
    {
      policy: "1000 origins",
      traffic: "Origin of 16 KB",
      against: definePolicy({ origin: listOf(1000) }),
      request: () => ({ method: "GET", origin: fresh(`https://${"a.".repeat(8192)}`) }),
      batch: 100,
    },
    ...["a,".repeat(8192), `x-${"a".repeat(29)},`.repeat(128)].map((value) => ({
      policy: "any header",
      traffic: `request headers of ${value.length / 1024} KB`,
      against: definePolicy({ origin: [ORIGIN], allowedHeaders: ["*", "authorization"] }),
      request: () => ({
        method: "OPTIONS",
        origin: fresh(ORIGIN),
        requestMethod: "PUT",
        requestHeaders: fresh(value),
      }),
      batch: 100,
    })),
  ];
}
