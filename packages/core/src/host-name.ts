import { getPublicSuffix } from "tldts";

/**
 * Whether `host` can only mean the machine of the user: `localhost`, `*.localhost`, 127.0.0.0/8, `[::1]`.
 * https://www.w3.org/TR/secure-contexts/#is-origin-trustworthy
 */
export function isLoopbackHost(host: string): boolean {
  const name = host.endsWith(".") ? host.slice(0, -1) : host;
  return (
    name === "localhost" ||
    name.endsWith(".localhost") ||
    name === "[::1]" ||
    /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(name)
  );
}

/**
 * Whether anybody may register a name directly below `host` (`com`, `co.uk`, `github.io`). Names under an unknown
 * top-level domain count as registrable too, as the list's own default rule has it: https://publicsuffix.org/list/
 */
export function isPublicSuffix(host: string): boolean {
  const name = host.endsWith(".") ? host.slice(0, -1) : host;
  return getPublicSuffix(`x.${name}`, { allowPrivateDomains: true }) === name;
}

/** Whether a URL parser would take the host for an IPv4 address, and so accept only the canonical spelling of one. */
export function endsInNumber(host: string): boolean {
  const name = host.endsWith(".") ? host.slice(0, -1) : host;
  const last = name.slice(name.lastIndexOf(".") + 1);
  // The comparison spares most hosts the RegExp.
  return last < ":" && /^(?:\d+|0x[\da-f]*)$/i.test(last); // https://url.spec.whatwg.org/#ends-in-a-number-checker
}
