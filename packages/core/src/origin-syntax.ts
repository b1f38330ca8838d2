/**
 * The longest origin worth looking at: scheme 64, `://` 3, host 253 with a final dot, port 6, rounded up.
 * A length check costs nothing; hashing or scanning a 16 KB header does.
 */
export const MAX_ORIGIN_LENGTH = 330;

const MAX_SCHEME_LENGTH = 64;
/** Of a host name; its final dot does not count. */
export const MAX_HOST_LENGTH = 253;
const MAX_LABEL_LENGTH = 63;
export const MAX_PORT = 65_535;

const DOT = 46;
const COLON = 58;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const HYPHEN = 45;
const UNDERSCORE = 95;

/**
 * Where the host of a serialized origin ends (its port, if any, follows), or -1 if `origin` is not one.
 *
 * ```
 * serialized-origin = scheme "://" host [ ":" port ]   ; RFC 6454, section 6.2
 * ```
 *
 * In lower case, without default port, as browsers serialize. `_` in hosts is accepted: browsers send such names,
 * though the grammar of domain labels has no place for them. `new URL(origin).origin` is the road not taken: it is
 * `"null"` for every application scheme, accepts paths and costs a microsecond.
 */
export function endOfHost(origin: string): number {
  if (origin.length > MAX_ORIGIN_LENGTH) return -1;
  const schemeEnd = endOfScheme(origin);
  if (schemeEnd === -1) return -1;
  const hostStart = schemeEnd + 3;
  const hostEnd =
    origin.charCodeAt(hostStart) === OPEN_BRACKET
      ? endOfIpv6(origin, hostStart)
      : endOfName(origin, hostStart);
  if (hostEnd === -1) return -1;
  return hostEnd === origin.length || isPort(origin, hostEnd, schemeEnd) ? hostEnd : -1;
}

/** Whether `origin` is spelled as a browser would serialize one. `null` is not: it names nobody. */
export function isSerializedOrigin(origin: string): boolean {
  return endOfHost(origin) !== -1;
}

/** Whether pages with this origin come over plain, unauthenticated HTTP. */
export function isHttpOrigin(origin: string): boolean {
  return origin.startsWith("http://");
}

/** Whether the origin is `http:` or `https:`, the schemes whose hosts a Host header can name. */
export function isWebOrigin(origin: string): boolean {
  return origin.startsWith("https://") || isHttpOrigin(origin);
}

// scheme = ALPHA *( ALPHA / DIGIT / "+" / "-" / "." ), https://datatracker.ietf.org/doc/html/rfc3986#section-3.1
function endOfScheme(origin: string): number {
  if (!isLowerAlpha(origin.charCodeAt(0))) return -1;
  for (let index = 1; index <= MAX_SCHEME_LENGTH && index < origin.length; index += 1) {
    const code = origin.charCodeAt(index);
    if (code === COLON) return origin.startsWith("//", index + 1) ? index : -1;
    if (!(isLowerAlpha(code) || isDigit(code) || code === 43 || code === HYPHEN || code === DOT)) {
      return -1;
    }
  }
  return -1;
}

function endOfName(origin: string, start: number): number {
  let labelStart = start;
  let index = start;
  for (; index < origin.length; index += 1) {
    const code = origin.charCodeAt(index);
    if (code === DOT) {
      if (index === labelStart || index - labelStart > MAX_LABEL_LENGTH) return -1;
      labelStart = index + 1;
    } else if (code === COLON) {
      break;
    } else if (!isLabelCode(code)) {
      return -1;
    }
  }
  if (index === start || index - labelStart > MAX_LABEL_LENGTH) return -1;
  const length = labelStart === index ? index - 1 - start : index - start; // a final dot does not count
  return length <= MAX_HOST_LENGTH ? index : -1;
}

function endOfIpv6(origin: string, start: number): number {
  let index = start + 1;
  for (; index < origin.length; index += 1) {
    const code = origin.charCodeAt(index);
    if (code === CLOSE_BRACKET) break;
    if (!(isDigit(code) || code === COLON || (code >= 97 && code <= 102))) return -1;
  }
  // Shorter than "[::]" or unclosed. Whether the address is canonical is judged at definition, not per request:
  // a literal only ever equals the canonical spelling.
  return index < origin.length && index - start > 2 ? index + 1 : -1;
}

function isPort(origin: string, colon: number, schemeEnd: number): boolean {
  const digits = origin.length - colon - 1;
  if (origin.charCodeAt(colon) !== COLON || digits < 1 || digits > 5) return false;
  let port = 0;
  for (let index = colon + 1; index < origin.length; index += 1) {
    const code = origin.charCodeAt(index);
    if (!isDigit(code)) return false;
    port = port * 10 + code - 48;
  }
  const leadingZero = origin.charCodeAt(colon + 1) === 48;
  return !leadingZero && port <= MAX_PORT && port !== defaultPort(origin, schemeEnd);
}

function defaultPort(origin: string, schemeEnd: number): number {
  if (schemeEnd === 5 && origin.startsWith("https")) return 443;
  return schemeEnd === 4 && origin.startsWith("http") ? 80 : -1;
}

function isLowerAlpha(code: number): boolean {
  return code >= 97 && code <= 122;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isLabelCode(code: number): boolean {
  return isLowerAlpha(code) || isDigit(code) || code === HYPHEN || code === UNDERSCORE;
}
