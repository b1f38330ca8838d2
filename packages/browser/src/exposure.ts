import type { EngineBehaviour } from "./engine.ts";
import { tokenList, type HeaderLine } from "./header-lines.ts";

/** https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name */
const safelisted = [
  "cache-control",
  "content-language",
  "content-length",
  "content-type",
  "expires",
  "last-modified",
  "pragma",
] as const;

/** No script ever reads these: https://fetch.spec.whatwg.org/#forbidden-response-header-name */
const forbidden = ["set-cookie", "set-cookie2"] as const;

const isForbidden = (name: string): boolean => forbidden.some((one) => one === name);

/** Answers of the page's own origin keep all but the cookies. */
export const basicHeaders = (lines: readonly HeaderLine[]): readonly HeaderLine[] =>
  lines.filter(([name]) => !isForbidden(name.toLowerCase()));

/**
 * The lines a page may read: https://fetch.spec.whatwg.org/#concept-filtered-response-cors. A list with a member that
 * is no token exposes nothing; `*` is a name like any other when credentials are included.
 */
export function exposedHeaders(
  lines: readonly HeaderLine[],
  withCredentials: boolean,
  engine: EngineBehaviour,
): readonly HeaderLine[] {
  const list = tokenList(lines, "access-control-expose-headers");
  const names = new Set(list.valid ? list.tokens.map((name) => name.toLowerCase()) : []);
  const star = names.has("*");
  const all = star && !withCredentials;
  return lines.filter(([spelled]) => {
    const name = spelled.toLowerCase();
    if (isForbidden(name)) return false;
    return (
      all ||
      names.has(name) ||
      safelisted.some((one) => one === name) ||
      (name === "accept" && star && engine.starExposesAccept)
    );
  });
}
