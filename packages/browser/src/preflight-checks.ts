import { isSafelistedMethod } from "@corsage/core";
import { corsFaults, type CorsSubject } from "./cors-check.ts";
import { behaviours, type Engine } from "./engine.ts";
import type { Fault } from "./failure.ts";
import { headerValue, tokenList } from "./header-lines.ts";
import { isRedirectStatus } from "./redirect.ts";
import type { WireResponse } from "./transport.ts";

/** A preflight and its answer. */
export interface PreflightExchange extends CorsSubject {
  readonly method: string;
  /** The names asked for, lower case and sorted. */
  readonly headerNames: readonly string[];
  /** The same names as the page spelled and ordered them: WebKit reports the first of these. */
  readonly spelledNames: readonly string[];
  readonly response: WireResponse;
}

/** Step 7 of https://fetch.spec.whatwg.org/#cors-preflight-fetch-0, cut where the engines order it differently. */
export type PreflightCheck =
  | "cors"
  | "redirect"
  | "status"
  | "methods-syntax"
  | "headers-syntax"
  | "method"
  | "authorization"
  | "headers";

const fault = (
  exchange: PreflightExchange,
  id: Fault["id"],
  value: string | undefined,
  part?: string,
): Fault => ({
  id,
  stage: "preflight",
  value,
  status: exchange.response.status,
  ...(part === undefined ? {} : { part }),
});

const isOk = (status: number): boolean => status >= 200 && status <= 299;

const isRedirect = ({ response }: PreflightExchange): boolean =>
  isRedirectStatus(response.status) && headerValue(response.headers, "location") !== undefined;

function syntaxFaults(
  exchange: PreflightExchange,
  name: string,
  id: "methods-syntax" | "headers-syntax",
): readonly Fault[] {
  const list = tokenList(exchange.response.headers, name);
  return list.valid ? [] : [fault(exchange, id, list.value, list.member)];
}

/** The tokens of a list, or `undefined` for one that does not parse: its own check has said so already. */
function tokensOf(exchange: PreflightExchange, name: string): readonly string[] | undefined {
  const list = tokenList(exchange.response.headers, name);
  return list.valid ? list.tokens : undefined;
}

const isStar = (tokens: readonly string[], exchange: PreflightExchange): boolean =>
  tokens.includes("*") && !exchange.withCredentials;

function methodFaults(exchange: PreflightExchange): readonly Fault[] {
  const tokens = tokensOf(exchange, "access-control-allow-methods");
  if (tokens === undefined || isSafelistedMethod(exchange.method)) return [];
  if (tokens.includes(exchange.method) || isStar(tokens, exchange)) return [];
  return [fault(exchange, "method-not-listed", exchange.method)];
}

/**
 * Every name that is missing, sorted; in WebKit as its header map has them. Chromium walks a hash table: of several
 * missing names it reports one that follows from nothing a model could know, so the first stands for any of them.
 */
function headerFaults(exchange: PreflightExchange, engine: Engine): readonly Fault[] {
  const tokens = tokensOf(exchange, "access-control-allow-headers");
  if (tokens === undefined || isStar(tokens, exchange)) return [];
  const allowed = new Set(tokens.map((name) => name.toLowerCase()));
  const names = engine === "webkit" ? exchange.spelledNames : exchange.headerNames;
  return names
    .filter((name) => !allowed.has(name.toLowerCase()))
    .map((name) => fault(exchange, "header-not-listed", name));
}

/** Whether `authorization` passes by a `*` alone: forbidden by the standard, allowed by every engine. */
export function authorizationPassesByStar(exchange: PreflightExchange): boolean {
  const tokens = tokensOf(exchange, "access-control-allow-headers");
  return (
    tokens !== undefined &&
    exchange.headerNames.includes("authorization") &&
    isStar(tokens, exchange) &&
    !tokens.some((name) => name.toLowerCase() === "authorization")
  );
}

const checks: Readonly<
  Record<PreflightCheck, (exchange: PreflightExchange, engine: Engine) => readonly Fault[]>
> = {
  cors: (exchange, engine) =>
    corsFaults(exchange.response, exchange, "preflight", behaviours[engine]),
  redirect: (exchange) =>
    isRedirect(exchange)
      ? [fault(exchange, "preflight-redirect", headerValue(exchange.response.headers, "location"))]
      : [],
  // WebKit has no check for redirects: a 3xx is a status that is not 2xx.
  status: (exchange, engine) =>
    isOk(exchange.response.status) || (isRedirect(exchange) && engine !== "webkit")
      ? []
      : [fault(exchange, "preflight-status", String(exchange.response.status))],
  "methods-syntax": (exchange) =>
    syntaxFaults(exchange, "access-control-allow-methods", "methods-syntax"),
  "headers-syntax": (exchange) =>
    syntaxFaults(exchange, "access-control-allow-headers", "headers-syntax"),
  method: methodFaults,
  authorization: (exchange) =>
    authorizationPassesByStar(exchange)
      ? [fault(exchange, "authorization-wildcard", "authorization")]
      : [],
  headers: headerFaults,
};

/** Every check a preflight's answer fails, in the order in which this engine would find out. */
export const preflightFaults = (exchange: PreflightExchange, engine: Engine): readonly Fault[] =>
  behaviours[engine].preflightOrder.flatMap((check) => checks[check](exchange, engine));
