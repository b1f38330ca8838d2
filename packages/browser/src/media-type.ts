import { isToken } from "./header-lines.ts";

// HTTP whitespace: https://mimesniff.spec.whatwg.org/#http-whitespace
const whitespaceAround = /^[\t\n\r ]+|[\t\n\r ]+$/g;
// Only after the subtype, never before it.
const whitespaceBehind = /[\t\n\r ]+$/;

/**
 * `type/subtype` in lower case, or `undefined` where no MIME type can be read. Parameters never matter here: a
 * broken one is dropped by the parser. https://mimesniff.spec.whatwg.org/#parse-a-mime-type
 */
export function mediaTypeEssence(value: string): string | undefined {
  const trimmed = value.replace(whitespaceAround, "");
  const slash = trimmed.indexOf("/");
  if (slash === -1) return undefined;
  const type = trimmed.slice(0, slash);
  const subtype = (trimmed.slice(slash + 1).split(";", 1)[0] ?? "").replace(whitespaceBehind, "");
  return isToken(type) && isToken(subtype) ? `${type}/${subtype}`.toLowerCase() : undefined;
}
