const normalised = new Set(["DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT"]);
const forbidden = new Set(["CONNECT", "TRACE", "TRACK"]);

/** https://fetch.spec.whatwg.org/#cors-safelisted-method */
const safelistedMethods = ["GET", "HEAD", "POST"] as const;

/** Six names are upper-cased, every other keeps its bytes: `patch` stays `patch`. https://fetch.spec.whatwg.org/#concept-method-normalize */
export function normaliseMethod(method: string): string {
  const upper = method.toUpperCase();
  return normalised.has(upper) ? upper : method;
}

/** https://fetch.spec.whatwg.org/#forbidden-method */
export const isForbiddenMethod = (method: string): boolean => forbidden.has(method.toUpperCase());

/** Compared byte for byte: https://fetch.spec.whatwg.org/#cors-safelisted-method */
export const isSafelistedMethod = (method: string): boolean =>
  safelistedMethods.some((safelisted) => safelisted === method);
