import { isToken } from "./token.ts";

/** What core assumes where nobody knows the routes. */
export const CORE_METHODS: readonly string[] = ["GET", "HEAD", "POST"];

/** The methods applications route; what node:http hosts assume. */
export const USUAL_METHODS: readonly string[] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

/** Methods that browsers let a page use without being listed: https://fetch.spec.whatwg.org/#cors-safelisted-method */
export function isSafelistedMethod(method: string): boolean {
  return method === "GET" || method === "HEAD" || method === "POST";
}

/** https://fetch.spec.whatwg.org/#forbidden-method */
export function isForbiddenMethod(method: string): boolean {
  return /^(?:CONNECT|TRACE|TRACK)$/i.test(method);
}

/** Whether a page may use the method at all. */
export function isMethodToken(method: string): boolean {
  return isToken(method) && !isForbiddenMethod(method);
}

/**
 * The byte-case that `fetch` gives a method: only these six are upper-cased, `patch` stays as it is.
 * https://fetch.spec.whatwg.org/#concept-method-normalize
 */
export function normalizeMethod(method: string): string {
  return /^(?:DELETE|GET|HEAD|OPTIONS|POST|PUT)$/i.test(method) ? method.toUpperCase() : method;
}

/** Methods that change nothing, so that running one for a stranger harms nobody: RFC 9110, section 9.2.1. */
export function isSafeMethod(method: string): boolean {
  return method === "GET" || method === "HEAD" || method === "OPTIONS";
}
