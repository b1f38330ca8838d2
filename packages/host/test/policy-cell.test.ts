import { definePolicy, type PolicyOptions } from "@corsage/core";
import { expect, test } from "vitest";
import { PolicyCells } from "../src/policy-cell.ts";

const first = (): PolicyOptions => ({ origin: ["https://first.example.com"] });
const second = (): PolicyOptions => ({ origin: ["https://second.example.com"] });

test("what is derived follows what it is derived from, through every step", () => {
  const cells = new PolicyCells();
  const base = cells.create(definePolicy(first()), "base");
  const off = cells.derive(base, (policy) => policy.extend({ enforce: "off" }));
  const short = cells.derive(off, (policy) => policy.extend({ maxAge: 5 }));
  const apart = cells.create(definePolicy(first()), undefined);
  cells.replace(base, definePolicy(second()));
  expect(short.policy.options).toMatchObject({ ...second(), enforce: "off", maxAge: 5 });
  expect(apart.policy.options).toMatchObject(first());
});

test("a derivation that throws changes nothing", () => {
  const cells = new PolicyCells();
  const base = cells.create(definePolicy(first()), undefined);
  const follower = cells.derive(base, (policy) => policy.extend({ maxAge: 5 }));
  cells.derive(base, (policy) => {
    if (policy.options.origin !== undefined && JSON.stringify(policy.options).includes("second")) {
      throw new Error("not that one");
    }
    return policy;
  });
  expect(() => cells.replace(base, definePolicy(second()))).toThrow("not that one");
  expect([base.policy.options, follower.policy.options]).toMatchObject([first(), first()]);
});

test("a dependent sees the policies to come, may refuse them, and commits once all agree", () => {
  const cells = new PolicyCells();
  const base = cells.create(definePolicy(first()), undefined);
  const follower = cells.derive(base, (policy) => policy);
  const seen: unknown[] = [];
  cells.onReplace((read) => {
    seen.push(read(follower).options.origin, follower.policy.options.origin);
    return () => seen.push("committed");
  });
  cells.replace(base, definePolicy(second()));
  expect(seen).toEqual([second().origin, first().origin, "committed"]);
  cells.onReplace(() => {
    throw new Error("refused");
  });
  expect(() => cells.replace(base, definePolicy(first()))).toThrow("refused");
  expect(follower.policy.options).toMatchObject(second());
});

test("a derived cell that is replaced stands on its own from then on", () => {
  const cells = new PolicyCells();
  const named = cells.create(definePolicy(first()), "named");
  const application = cells.derive(named, (policy) => policy);
  cells.replace(application, definePolicy(second()));
  expect(named.policy.options).toMatchObject(first());
  cells.replace(named, definePolicy({ origin: "*" }));
  expect(application.policy.options).toMatchObject(second());
});

test("what is derived has its base's name, unless it must not be taken for it", () => {
  const cells = new PolicyCells();
  const base = cells.create(definePolicy(first()), "base");
  expect(cells.derive(base, (policy) => policy).name).toBe("base");
  expect(cells.derive(base, (policy) => policy, "unnamed").name).toBeUndefined();
});
