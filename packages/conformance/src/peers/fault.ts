import { isSafelistedMethod, parseFieldNames } from "@corsage/core";
import type { CorsLines } from "../cors-lines.ts";
import type { Row } from "../row.ts";
import type { Verdict } from "../row-run.ts";

/**
 * What is wrong about a peer's answer, in words that can be counted. Only what changes what somebody may do or what
 * a cache may mix up: a list in another order, or a `Vary` with more names, is no fault.
 */
export function faultsOf(row: Row, expected: Verdict, observed: Verdict): readonly string[] {
  return [
    ...answerFaults(row, expected, observed),
    ...grantFaults(row, expected.lines, observed.lines),
    ...cacheFaults(row, expected.lines, observed.lines),
  ];
}

const ORIGIN = "access-control-allow-origin";

function answerFaults(row: Row, expected: Verdict, observed: Verdict): readonly string[] {
  if (observed.ran !== expected.ran) {
    return [observed.ran ? "the handler runs" : "the handler does not run"];
  }
  // A refused preflight may have any status: the browser goes by the missing headers.
  if (observed.status === expected.status || isRefusedPreflight(row, expected.lines)) return [];
  return [`the status is ${observed.status}, not ${expected.status}`];
}

function grantFaults(row: Row, wanted: CorsLines, got: CorsLines): readonly string[] {
  const faults: string[] = [];
  if ((got[ORIGIN]?.length ?? 0) > 1) faults.push("Access-Control-Allow-Origin is sent twice");
  if (wanted[ORIGIN] === undefined) {
    if (allows(got, row)) faults.push("the origin is granted");
    if (isRefusedPreflight(row, wanted) && disclosesLists(got)) {
      faults.push("the lists are disclosed");
    }
  } else if (got[ORIGIN] === undefined) {
    return ["the origin is not granted"];
  } else {
    if (differs(ORIGIN, wanted, got)) faults.push(`the origin granted is ${got[ORIGIN].join()}`);
    faults.push(...(isPreflight(row) ? listFaults(row, wanted, got) : exposureFaults(wanted, got)));
  }
  const credentials = "access-control-allow-credentials";
  if (wanted[credentials] === undefined && got[credentials] !== undefined) {
    faults.push("credentials are allowed");
  } else if (wanted[credentials] !== undefined && got[credentials] === undefined) {
    faults.push("credentials are not allowed");
  }
  return faults;
}

function listFaults(row: Row, wanted: CorsLines, got: CorsLines): readonly string[] {
  if (grants(row, wanted) === grants(row, got)) return [];
  return [grants(row, got) ? "what is not allowed is granted" : "what is allowed is not granted"];
}

function exposureFaults(wanted: CorsLines, got: CorsLines): readonly string[] {
  const name = "access-control-expose-headers";
  if (members(wanted[name]).join() === members(got[name]).join()) return [];
  return [`exposed is ${got[name]?.join() ?? "nothing"}`];
}

function cacheFaults(row: Row, wanted: CorsLines, got: CorsLines): readonly string[] {
  const sent = members(got["vary"]);
  if (sent.includes("*")) return [];
  const missing = members(wanted["vary"]).filter((name) => !sent.includes(name));
  const faults = missing.includes("origin") ? ["Vary: Origin is missing"] : [];
  // Nobody but the browser keeps a preflight, which knows what it asked for.
  const own = isPreflight(row) ? [] : missing.filter((name) => name !== "origin");
  return own.length === 0 ? faults : [...faults, "a Vary of the handler is lost"];
}

/** A grant that names somebody else is sent to everybody, and grants nothing. */
function allows(lines: CorsLines, { request }: Row): boolean {
  const [value] = lines[ORIGIN] ?? [];
  return value !== undefined && (value === "*" || value === request.origin);
}

function differs(name: string, wanted: CorsLines, got: CorsLines): boolean {
  const [first, second] = [wanted[name], got[name]];
  return first !== undefined && second?.length === 1 && first.join() !== second.join();
}

function disclosesLists(lines: CorsLines): boolean {
  return "access-control-allow-methods" in lines || "access-control-allow-headers" in lines;
}

function isRefusedPreflight(row: Row, wanted: CorsLines): boolean {
  return isPreflight(row) && wanted[ORIGIN] === undefined;
}

function isPreflight({ decision }: Row): boolean {
  return decision?.startsWith("preflight") ?? false;
}

/** Whether a browser would go on: https://fetch.spec.whatwg.org/#cors-preflight-fetch, step 7 */
function grants({ request }: Row, lines: CorsLines): boolean {
  const { asks = "", asksHeaders = "" } = request;
  const methods = listOf(lines["access-control-allow-methods"]);
  const headers = members(lines["access-control-allow-headers"]);
  const isListed = methods.includes(asks) || methods.includes("*") || isSafelistedMethod(asks);
  const asked = parseFieldNames(asksHeaders) ?? [asksHeaders];
  return isListed && asked.every((name) => headers.includes(name) || headers.includes("*"));
}

function members(lines: readonly string[] | undefined): readonly string[] {
  return listOf(lines)
    .map((name) => name.toLowerCase())
    .toSorted();
}

function listOf(lines: readonly string[] = []): readonly string[] {
  return lines.flatMap((line) => line.split(", ")).filter((name) => name !== "");
}
