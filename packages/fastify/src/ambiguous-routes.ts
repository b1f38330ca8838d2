import { createIssue, equalPolicies, type Policy, type PolicyIssue } from "@corsage/core";
import type { PolicyCell } from "@corsage/host";
import { comparePatterns, type PatternOptions } from "./pattern-overlap.ts";
import { policyOf } from "./route-policy.ts";
import { isHidden, type RouteRecord } from "./route-record.ts";
import type { RouteSlot } from "./route-table.ts";

/** Reads the policy in force in a cell, or the one about to be. */
type Read = (cell: PolicyCell) => Policy;

/**
 * An error for every pair of routes that one preflight cannot tell apart and that have different policies. What
 * separates them (a version, a constraint of the application's own) is sent with the request and not before.
 */
export function findAmbiguousRoutes(
  slots: readonly RouteSlot[],
  options: PatternOptions,
  read: Read,
): readonly PolicyIssue[] {
  const hidden = slots.filter(({ records }) => records.some(isHidden));
  const pairs = [...withinSlots(hidden), ...betweenSlots(hidden, slots, options)];
  return pairs
    .filter(([first, second]) => !haveEqualPolicies(first.record, second.record, read))
    .map(([first, second]) =>
      createIssue("ambiguous-preflight", [nameOf(second)], second.record.reference, {
        first: nameOf(first),
        second: nameOf(second),
      }),
    );
}

interface Candidate {
  readonly slot: RouteSlot;
  readonly record: RouteRecord;
}
type Pair = readonly [Candidate, Candidate];

/** Routes at the very same pattern: all are compared with the first, which stands for them. */
function* withinSlots(hidden: readonly RouteSlot[]): Generator<Pair> {
  for (const slot of hidden) {
    const [first, ...others] = slot.records;
    if (first === undefined) continue;
    for (const record of others)
      yield [
        { slot, record: first },
        { slot, record },
      ];
  }
}

/** Routes at patterns that match some URL both: where the one does not apply after all, the router goes on to the other. */
function* betweenSlots(
  hidden: readonly RouteSlot[],
  slots: readonly RouteSlot[],
  options: PatternOptions,
): Generator<Pair> {
  for (const slot of hidden) {
    for (const other of slots) {
      if (other === slot || other.method !== slot.method || !mayBeMistaken(slot, other, options)) {
        continue;
      }
      const [record] = slot.records;
      const [otherRecord] = other.records;
      if (record !== undefined && otherRecord !== undefined) {
        yield [
          { slot, record },
          { slot: other, record: otherRecord },
        ];
      }
    }
  }
}

function mayBeMistaken(slot: RouteSlot, other: RouteSlot, options: PatternOptions): boolean {
  // That a version will be sent is announced: versioned and unversioned routes can be told apart.
  const versionAlone = !slot.records.some(hasCustomConstraint) && !other.records.some(isHidden);
  if (versionAlone) return false;
  const overlap = comparePatterns(other.url, slot.url, options);
  return overlap === "possible" || (overlap === "first-wins" && other.records.some(isHidden));
}

function haveEqualPolicies(first: RouteRecord, second: RouteRecord, read: Read): boolean {
  const one = policyOf(first);
  const other = policyOf(second);
  if (one === other) return true;
  if (one === undefined || one === "skip" || other === undefined || other === "skip") return false;
  return equalPolicies(read(one), read(other));
}

function hasCustomConstraint({ constraints }: RouteRecord): boolean {
  return Object.keys(constraints).some((name) => name !== "host" && name !== "version");
}

/** `GET /orders (version 2.0.0)` */
function nameOf({ slot, record }: Candidate): string {
  const constraints = Object.entries(record.constraints).map(
    ([name, value]) => `${name} ${String(value)}`,
  );
  const suffix = constraints.length === 0 ? "" : ` (${constraints.join(", ")})`;
  return `${slot.method} ${slot.url}${suffix}`;
}
