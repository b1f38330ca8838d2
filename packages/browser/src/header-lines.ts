/** One field line as it is on the wire: the name as spelled, one value. */
export type HeaderLine = readonly [name: string, value: string];

/** tchar of https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2 */
const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

export const isToken = (text: string): boolean => token.test(text);

/** SP and HTAB around a value belong to HTTP, not to the value: https://www.rfc-editor.org/rfc/rfc9110#section-5.5 */
export const trimValue = (value: string): string => value.replace(/^[ \t]+|[ \t]+$/g, "");

/**
 * The value of a header, or `undefined` when there is no such line. Several lines are joined by `, `, which is why
 * two correct `Access-Control-Allow-Origin` lines are one incorrect value:
 * https://fetch.spec.whatwg.org/#concept-header-list-get
 */
export function headerValue(lines: readonly HeaderLine[], name: string): string | undefined {
  let value: string | undefined;
  for (const [lineName, lineValue] of lines) {
    if (lineName.toLowerCase() !== name) continue;
    const trimmed = trimValue(lineValue);
    value = value === undefined ? trimmed : `${value}, ${trimmed}`;
  }
  return value;
}

/** A list header, or the first member that makes the whole of it unreadable. */
export type TokenList =
  | { readonly valid: true; readonly tokens: readonly string[] }
  | { readonly valid: false; readonly member: string; readonly value: string };

/**
 * `#token` over all lines of a header: empty members are skipped, one member that is no token spoils every other.
 * https://fetch.spec.whatwg.org/#extract-header-list-values
 */
export function tokenList(lines: readonly HeaderLine[], name: string): TokenList {
  const value = headerValue(lines, name);
  const tokens: string[] = [];
  for (const member of value?.split(",") ?? []) {
    const trimmed = trimValue(member);
    if (trimmed === "") continue;
    if (!isToken(trimmed)) return { valid: false, member: trimmed, value: value ?? "" };
    tokens.push(trimmed);
  }
  return { valid: true, tokens };
}

/** The same lines without some names. */
export const withoutHeaders = (
  lines: readonly HeaderLine[],
  names: readonly string[],
): readonly HeaderLine[] => lines.filter(([name]) => !names.includes(name.toLowerCase()));

/** One line for each name, in lower case: what a browser writes. */
export function joinedLines(
  lines: readonly HeaderLine[],
  { emptyValueReplaces }: { readonly emptyValueReplaces: boolean },
): readonly HeaderLine[] {
  const joined = new Map<string, string>();
  for (const [spelled, value] of lines) {
    const name = spelled.toLowerCase();
    const before = joined.get(name);
    const alone = before === undefined || (emptyValueReplaces && (value === "" || before === ""));
    joined.set(name, alone ? value : `${before}, ${value}`);
  }
  return [...joined];
}
