import { parseFieldNames } from "@corsage/core";
import type { FastifyRequest } from "fastify";
import { ANY_VERSION, type Derived } from "./route-router.ts";
import type { RouteTable } from "./route-table.ts";
import type { Target } from "./target.ts";

/** What decides which route a request will reach, as far as its preflight tells. */
export interface Destination {
  readonly method: string;
  readonly url: string;
  readonly host: string | undefined;
  /** The names of the headers it will carry, as one field value. */
  readonly headerNames: string;
}

/**
 * The policy of the route that would run, with the methods of its path: `"skip"` where that is to be left alone,
 * `undefined` where no route would.
 */
export function findRouteTarget(
  table: RouteTable,
  destination: Destination,
): Target | "skip" | undefined {
  const { method, url } = destination;
  return table.find(method, url, derive(destination, table.hasVersions));
}

/** Where the request that a preflight announces will go. */
export function announcedDestination({ raw }: FastifyRequest): Destination {
  const { headers, url = "/" } = raw;
  return {
    method: oneValue(headers["access-control-request-method"]),
    url, // what Fastify's router read, after `rewriteUrl`
    host: headers.host || oneValue(headers[":authority"]),
    headerNames: oneValue(headers["access-control-request-headers"]),
  };
}

/** Where a request went that has arrived, at a 404 handler. */
export function arrivedDestination({ raw }: FastifyRequest): Destination {
  const { headers, method = "", url = "/" } = raw;
  return {
    method,
    url,
    host: headers.host || oneValue(headers[":authority"]),
    headerNames: headers["accept-version"] === undefined ? "" : "accept-version",
  };
}

/** Where no route has a version, Fastify's router does not look at the header either. */
function derive({ host, headerNames }: Destination, hasVersions: boolean): Derived {
  const sendsVersion =
    hasVersions &&
    headerNames !== "" &&
    parseFieldNames(headerNames)?.includes("accept-version") === true;
  return { host, version: sendsVersion ? ANY_VERSION : undefined };
}

function oneValue(value: string | readonly string[] | undefined): string {
  return typeof value === "string" ? value : (value ?? []).join(", ");
}
