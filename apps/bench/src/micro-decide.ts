import { type CorsRequest, definePolicy, type Policy } from "@corsage/core";
import { type Benchmark, benchmark, fresh } from "./micro-measure.ts";

/** A decision of `policy` about requests that have just arrived. */
export function decision(
  subject: string,
  traffic: string,
  policy: Policy,
  make: (index: number) => CorsRequest,
  batch = 10_000,
): Benchmark {
  return benchmark(subject, traffic, { make, run: (request) => policy.decide(request), batch });
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
export function decideBenchmarks(): readonly Benchmark[] {
  const thousand = definePolicy({ origin: listOf(1000) });
  const policies: readonly (readonly [string, Policy])[] = [
    ["*", definePolicy({ origin: "*" })],
    ["one origin", definePolicy({ origin: [ORIGIN], credentials: true })],
    ["10 origins", definePolicy({ origin: listOf(10) })],
    ["1000 origins", thousand],
  ];
  const anyHeader = definePolicy({ origin: [ORIGIN], allowedHeaders: ["*", "authorization"] });
  return [
    ...policies.flatMap(([subject, policy]) =>
      TRAFFIC.map(({ traffic, request }) => decision(subject, traffic, policy, request)),
    ),
    ...[10, 1000].map((count) =>
      decision(`${count} origins`, "GET, each in turn", thousand, (index) => ({
        method: "GET",
        origin: fresh(`https://app${index % count}.example.com`),
      })),
    ),
    decision(
      "1000 origins",
      "Origin of 16 KB",
      thousand,
      () => ({ method: "GET", origin: fresh(`https://${"a.".repeat(8192)}`) }),
      FEW,
    ),
    ...LONG_VALUES.map((value) =>
      decision(
        "any header",
        `request headers of ${value.length / 1024} KB`,
        anyHeader,
        () => ({
          method: "OPTIONS",
          origin: fresh(ORIGIN),
          requestMethod: "PUT",
          requestHeaders: fresh(value),
        }),
        FEW,
      ),
    ),
  ];
}

/** Long values are slow enough to be timed in small batches. */
const FEW = 100;
const LONG_VALUES = ["a,".repeat(8192), `x-${"a".repeat(29)},`.repeat(512), "a".repeat(16_384)];
