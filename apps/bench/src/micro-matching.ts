import { definePolicy, type Policy } from "@corsage/core";
import { decision } from "./micro-decide.ts";
import { type Benchmark, fresh } from "./micro-measure.ts";

/** What defining a policy of many rules takes: seconds of CPU, and bytes per rule that stay. */
export interface Definition {
  readonly policy: Policy;
  readonly rules: readonly string[];
  readonly seconds: number;
  readonly bytes: number;
}

/** Half literals, and of the rest one-label, many-label, any-port and part-of-label patterns. */
function mixedRule(index: number): string {
  const tenant = `tenant${(index * 7919) % 100_003}-${index.toString(36)}`;
  const kinds = [
    `https://*.${tenant}.example.org`,
    `https://**.${tenant}.example.net`,
    `https://${tenant}.example.io:*`,
    `https://preview-*.${tenant}.example.dev`,
    `https://*.${tenant}.example.org:8443`,
  ];
  return index % 2 === 0 ? `https://${tenant}.example.com` : (kinds[((index - 1) / 2) % 5] ?? "");
}

export function defineMany(count: number): Definition {
  const rules = Array.from({ length: count }, (_, index) => fresh(mixedRule(index)));
  globalThis.gc?.();
  const heapBefore = process.memoryUsage().heapUsed;
  const before = process.cpuUsage();
  const policy = definePolicy({ origin: rules });
  const { user, system } = process.cpuUsage(before);
  globalThis.gc?.();
  const bytes = (process.memoryUsage().heapUsed - heapBefore) / count;
  return { policy, rules, seconds: (user + system) / 1e6, bytes };
}

/** Lookups among many rules, at random: what a processor's caches hold is not what an attacker asks for. */
export function matchingBenchmarks({ policy, rules }: Definition): readonly Benchmark[] {
  const anyRule = (index: number): string => rules[(index * 2_654_435_761) % rules.length] ?? "";
  const originOf = (rule: string, index: number): string =>
    rule.replace("**", "a.b").replace(/:\*$/, ":8443").replace("*", index.toString(36));
  const traffic: readonly (readonly [string, (index: number) => string])[] = [
    ["hit", (index) => originOf(anyRule(index), index)],
    ["hot hit", () => originOf(anyRule(7), 7)],
    ["miss", (index) => `https://stranger${index}.example.com`],
    ["near miss", (index) => originOf(anyRule(index), index).replace("https:", "http:")],
    ["hostile", (index) => `https://${"a.".repeat(110)}a${index % 10}.example.com`],
  ];
  return traffic.map(([name, origin]) =>
    decision(`${rules.length.toLocaleString("en")} rules`, name, policy, (index) => ({
      method: "GET",
      origin: fresh(origin(index)),
    })),
  );
}
