import { definePolicy, PolicyError } from "@corsage/core";
import { afterEach, expect, test, vi } from "vitest";
import { parseCorsOptions } from "../src/host-options.ts";
import { PolicyCells } from "../src/policy-cell.ts";

const APP = "https://app.example.com";

function parse(options: unknown, adapterOptions: readonly string[] = []) {
  return parseCorsOptions(options, { cells: new PolicyCells(), adapterOptions });
}

/** The faults of options, as `code at path`. */
function faultsOf(options: unknown): readonly string[] {
  try {
    parse(options);
    return [];
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return error.issues.map(({ code, path }) => `${code} at ${path.join(".")}`);
  }
}

const faults = [
  { title: "no object", options: "x", issues: ["wrong-type at "] },
  { title: "null", options: null, issues: ["wrong-type at "] },
  { title: "nothing in it", options: {}, issues: ["origin-missing at origin"] },
  {
    title: "a slip in a host's option",
    options: { origin: "*", onConflcit: "keep" },
    issues: ["unknown-option at onConflcit"],
  },
  {
    title: "`paths` where there are routes",
    options: { origin: "*", paths: [] },
    issues: ["unknown-option at paths"],
  },
  {
    title: "a policy and options",
    options: { policy: false, origin: "*", maxAge: 5 },
    issues: ["policy-and-options at policy"],
  },
  {
    title: "a name nobody gave",
    options: { policy: "partners" },
    issues: ["unknown-policy at policy"],
  },
  {
    title: "a reserved name",
    options: { origin: "*", policies: { skip: { origin: "*" } } },
    issues: ["policy-reserved-name at policies.skip"],
  },
  {
    title: "policies in a list",
    options: { origin: "*", policies: [] },
    issues: ["wrong-type at policies"],
  },
  {
    title: "a fault in a named policy",
    options: { origin: "*", policies: { a: { origin: "*", maxAge: -1 } } },
    issues: ["max-age-invalid at policies.a.maxAge"],
  },
  {
    title: "an unknown way with conflicts",
    options: { origin: "*", onConflict: "merge" },
    issues: ["wrong-type at onConflict"],
  },
  {
    title: "own origins that are none",
    options: { origin: "*", selfOrigins: ["https://api.example.com/", "capacitor://localhost", 5] },
    issues: [
      "self-origin-invalid at selfOrigins.0",
      "self-origin-invalid at selfOrigins.1",
      "self-origin-invalid at selfOrigins.2",
    ],
  },
  {
    title: "an own origin without its list",
    options: { origin: "*", selfOrigins: "https://api.example.com" },
    issues: ["wrong-type at selfOrigins"],
  },
  {
    title: "faults everywhere, at once",
    options: { origin: true, onConflict: 1, selfOrigins: 2 },
    issues: ["wrong-type at onConflict", "wrong-type at selfOrigins", "origin-boolean at origin"],
  },
];

test.each(faults)("$title", ({ options, issues }) => {
  expect(faultsOf(options)).toEqual(issues);
});

test("a URL as own origin is answered with the origin to write", () => {
  expect(() => parse({ origin: "*", selfOrigins: ["https://API.example.com/v1"] })).toThrow(
    'write: "https://api.example.com"',
  );
});

test("a Policy stands for the options", () => {
  const policy = definePolicy({ origin: [APP] });
  expect(parse(policy).application.policy).toBe(policy);
  expect(parse({ policy }).application.policy).toBe(policy);
});

test("`policy: false` allows nobody and enforces", async () => {
  const { policy } = parse({ policy: false }).application;
  expect(await policy.decide({ method: "POST", origin: APP })).toMatchObject({ answer: 403 });
});

test("what a scope does not say, the scope around it does", () => {
  const cells = new PolicyCells();
  const around = parseCorsOptions(
    {
      origin: "*",
      enforce: "off",
      onConflict: "keep",
      selfOrigins: [APP],
      policies: { a: { origin: "*" } },
    },
    { cells },
  );
  const inner = parseCorsOptions({ policy: false }, { cells, around });
  expect(inner).toMatchObject({ onConflict: "keep", selfOrigins: new Set([APP]) });
  expect(inner.application.policy.options.enforce).toBe("off");
  expect(inner.names.list()).toEqual(["a"]);
});

afterEach(() => vi.unstubAllEnvs());

test("loopback origins are warned of in production alone", () => {
  const options = {
    origin: ["http://localhost:3000", "https://*.localhost", "capacitor://localhost", APP],
  };
  expect(parse(options).warnings).toEqual([]);
  vi.stubEnv("NODE_ENV", "production");
  expect(parse(options).warnings.map(({ code, value }) => [code, value])).toEqual([
    ["loopback-in-production", "http://localhost:3000"],
    ["loopback-in-production", "https://*.localhost"],
  ]);
});
