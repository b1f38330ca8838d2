// token = 1*tchar, https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** Whether a string can be a method or a header name. */
export function isToken(value: string): boolean {
  return TOKEN.test(value);
}

/** Longer request-header lists are not read: no browser has a page that sends as many names. */
const MAX_LIST_LENGTH = 4096;
const MAX_LIST_MEMBERS = 128;

/**
 * The members of `1#field-name` in lower case and without duplicates, or `undefined` where the value is no such
 * list or longer than 4096 characters or 128 members.
 *
 * White space around members and empty members are accepted, as recipients must:
 * https://www.rfc-editor.org/rfc/rfc9110#section-5.6.1.2
 */
export function parseFieldNames(value: string): readonly string[] | undefined {
  if (value.length > MAX_LIST_LENGTH) return undefined;
  const names = new Set<string>();
  let members = 0;
  for (const member of value.split(",")) {
    members += 1;
    if (members > MAX_LIST_MEMBERS) return undefined;
    const name = trimWhitespace(member);
    if (name === "") continue;
    if (!isToken(name)) return undefined;
    names.add(name.toLowerCase());
  }
  return [...names];
}

// OWS = *( SP / HTAB ). `trim()` would also take U+00A0 and line terminators.
function trimWhitespace(member: string): string {
  let start = 0;
  let end = member.length;
  while (start < end && isWhitespace(member.charCodeAt(start))) start += 1;
  while (end > start && isWhitespace(member.charCodeAt(end - 1))) end -= 1;
  return member.slice(start, end);
}

function isWhitespace(code: number): boolean {
  return code === 32 || code === 9;
}
