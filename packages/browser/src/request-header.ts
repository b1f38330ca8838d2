import { isForbiddenMethod, isForbiddenRequestHeader as isForbiddenName } from "@corsage/core";
import type { EngineBehaviour } from "./engine.ts";
import { trimValue, type HeaderLine } from "./header-lines.ts";
import { mediaTypeEssence } from "./media-type.ts";

const overrideNames = ["x-http-method", "x-http-method-override", "x-method-override"] as const;

/** A name (or an override of the method) no script may set; it is dropped without a word. https://fetch.spec.whatwg.org/#forbidden-request-header */
export function isForbiddenRequestHeader(name: string, value: string): boolean {
  const lower = name.toLowerCase();
  return (
    isForbiddenName(lower) ||
    (overrideNames.some((override) => override === lower) &&
      value.split(",").some((method) => isForbiddenMethod(trimValue(method))))
  );
}

/** https://fetch.spec.whatwg.org/#cors-unsafe-request-header-byte */
// oxlint-disable-next-line no-control-regex -- the standard lists control bytes
const unsafeByte = /[\x00-\x08\x0a-\x1f"():<>?@[\\\]{}\x7f]/;
const languageBytes = /^[0-9A-Za-z *,\-.;=]*$/;
const simpleTypes = new Set([
  "application/x-www-form-urlencoded",
  "multipart/form-data",
  "text/plain",
]);
const noCorsNames = new Set(["accept", "accept-language", "content-language", "content-type"]);

/** One range with a first byte, no spaces: https://fetch.spec.whatwg.org/#simple-range-header-value */
function isSimpleRange(value: string, engine: EngineBehaviour): boolean {
  const { anyCaseRangeUnit, largestRange } = engine;
  const match = /^bytes=(\d+)-(\d*)$/.exec(anyCaseRangeUnit ? value.toLowerCase() : value);
  if (match?.[1] === undefined) return false;
  const start = BigInt(match[1]);
  const end = match[2] === undefined || match[2] === "" ? start : BigInt(match[2]);
  return start <= end && (largestRange === undefined || end <= largestRange);
}

/** Characters of a header value are bytes, so its length is its size. */
const longestSafelistedValue = 128;

/** Whether a header alone needs no preflight: https://fetch.spec.whatwg.org/#cors-safelisted-request-header */
export function isSafelistedRequestHeader(
  name: string,
  value: string,
  engine: EngineBehaviour,
): boolean {
  if (value.length > longestSafelistedValue) return false;
  const lower = name.toLowerCase();
  switch (lower) {
    case "accept":
      return !unsafeByte.test(value);
    case "accept-language":
    case "content-language":
      return languageBytes.test(value);
    case "content-type":
      return !unsafeByte.test(value) && simpleTypes.has(mediaTypeEssence(value) ?? "");
    case "range":
      return isSimpleRange(value, engine);
    default:
      return engine.extraSafelist[lower]?.test(value) ?? false;
  }
}

/**
 * The names a preflight must ask for: lower case, each once, sorted by byte.
 * https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names
 */
export const unsafeHeaderNames = (
  headers: readonly HeaderLine[],
  engine: EngineBehaviour,
): readonly string[] => [...new Set(namesOfUnsafeLines(headers, engine))];

/** The same with a name as often as an unsafe line has it. */
export function namesOfUnsafeLines(
  headers: readonly HeaderLine[],
  engine: EngineBehaviour,
): readonly string[] {
  const unsafe: string[] = [];
  const safelisted: string[] = [];
  let bytes = 0;
  for (const [name, value] of headers) {
    if (isSafelistedRequestHeader(name, value, engine)) {
      safelisted.push(name.toLowerCase());
      bytes += value.length;
    } else {
      unsafe.push(name.toLowerCase());
    }
  }
  if (bytes > engine.safelistedBytes) unsafe.push(...safelisted);
  return unsafe.toSorted();
}

/** What `mode: 'no-cors'` lets a script add: https://fetch.spec.whatwg.org/#no-cors-safelisted-request-header */
export const isNoCorsHeader = (name: string, value: string, engine: EngineBehaviour): boolean =>
  noCorsNames.has(name.toLowerCase()) && isSafelistedRequestHeader(name, value, engine);
