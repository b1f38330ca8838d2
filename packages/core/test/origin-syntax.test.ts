import fc from "fast-check";
import { expect, test } from "vitest";
import { isSerializedOrigin } from "../src/index.ts";
import { endOfHost, MAX_ORIGIN_LENGTH } from "../src/origin-syntax.ts";
import { isOrigin } from "./origin-oracle.ts";
import { exactOrigins, fieldValues, originsNear, patterns } from "./origin-samples.ts";

const LABEL_63 = "a".repeat(63);
const HOST_253 = `${LABEL_63}.${LABEL_63}.${LABEL_63}.${"a".repeat(61)}`;
const SCHEME_64 = "a".repeat(64);

interface Row {
  readonly title: string;
  readonly origin: string;
  /** The host, or undefined where it is no serialized origin. */
  readonly host: string | undefined;
}

test.each<Row>([
  { title: "https", origin: "https://a.example", host: "a.example" },
  { title: "port", origin: "https://a.example:8443", host: "a.example" },
  { title: "one label", origin: "http://localhost", host: "localhost" },
  { title: "final dot", origin: "https://a.example.", host: "a.example." },
  { title: "underscore", origin: "https://a_b.example", host: "a_b.example" },
  { title: "hyphens anywhere", origin: "https://-a-.example", host: "-a-.example" },
  { title: "app scheme", origin: "capacitor://localhost", host: "localhost" },
  { title: "extension", origin: "chrome-extension://abcdefgh", host: "abcdefgh" },
  { title: "dotted scheme", origin: "com.example+app-1://host", host: "host" },
  { title: "IPv4", origin: "http://127.0.0.1:3000", host: "127.0.0.1" },
  { title: "IPv6", origin: "http://[2001:db8::1]", host: "[2001:db8::1]" },
  { title: "IPv6, port", origin: "http://[::1]:3000", host: "[::1]" },
  { title: "IPv6, local", origin: "http://[fe80::1]", host: "[fe80::1]" },
  { title: "IPv6, zero", origin: "http://[::]", host: "[::]" },
  { title: "highest port", origin: "https://a:65535", host: "a" },
  { title: "the other scheme's default", origin: "https://a:80", host: "a" },
  { title: "the other scheme's default, back", origin: "http://a:443", host: "a" },
  { title: "no default for app schemes", origin: "app://a:443", host: "a" },
  { title: "no default for a scheme as long as https", origin: "mails://a:443", host: "a" },
  { title: "no default for a scheme as long as http", origin: "mail://a:80", host: "a" },
  { title: "no default for a scheme that begins like https", origin: "https-x://a:443", host: "a" },
  { title: "no default for a scheme that begins like http", origin: "httpx://a:80", host: "a" },
  { title: "longest label", origin: `https://${LABEL_63}`, host: LABEL_63 },
  { title: "longest host", origin: `https://${HOST_253}`, host: HOST_253 },
  { title: "longest host and final dot", origin: `https://${HOST_253}.`, host: `${HOST_253}.` },
  { title: "longest scheme", origin: `${SCHEME_64}://a`, host: "a" },
  {
    title: "longest of all",
    origin: `${SCHEME_64}://${HOST_253}.:65535`,
    host: `${HOST_253}.`,
  },
  { title: "label too long", origin: `https://a${LABEL_63}`, host: undefined },
  { title: "label too long in front", origin: `https://a${LABEL_63}.b`, host: undefined },
  { title: "host too long", origin: `https://a${HOST_253}`, host: undefined },
  { title: "host too long by a label", origin: `https://${HOST_253}.a`, host: undefined },
  { title: "scheme too long", origin: `a${SCHEME_64}://a`, host: undefined },
  { title: "empty", origin: "", host: undefined },
  { title: "null", origin: "null", host: undefined },
  { title: "no scheme", origin: "a.example", host: undefined },
  { title: "no scheme, an underscore", origin: "a_bcdefg", host: undefined },
  { title: "empty scheme", origin: "://a", host: undefined },
  { title: "one slash", origin: "https:/a", host: undefined },
  { title: "no slash", origin: "https:a", host: undefined },
  { title: "only a scheme", origin: "https", host: undefined },
  { title: "scheme starts with a digit", origin: "1a://a", host: undefined },
  { title: "scheme starts with a dot", origin: ".a://a", host: undefined },
  { title: "underscore in scheme", origin: "a_b://a", host: undefined },
  { title: "upper-case scheme", origin: "HTTPS://a", host: undefined },
  { title: "no host", origin: "https://", host: undefined },
  { title: "no host, port", origin: "https://:81", host: undefined },
  { title: "only a dot", origin: "https://.", host: undefined },
  { title: "leading dot", origin: "https://.a", host: undefined },
  { title: "empty label", origin: "https://a..b", host: undefined },
  { title: "two final dots", origin: "https://a..", host: undefined },
  { title: "upper-case host", origin: "https://A", host: undefined },
  { title: "beyond ASCII", origin: "https://é", host: undefined },
  { title: "user", origin: "https://me@a", host: undefined },
  { title: "path", origin: "https://a/", host: undefined },
  { title: "query", origin: "https://a?", host: undefined },
  { title: "fragment", origin: "https://a#", host: undefined },
  { title: "back-slash", origin: "https://a\\", host: undefined },
  { title: "percent", origin: "https://%61", host: undefined },
  { title: "wildcard", origin: "https://*", host: undefined },
  { title: "space behind", origin: "https://a ", host: undefined },
  { title: "line break", origin: "https://a\n", host: undefined },
  { title: "zero byte", origin: "https://a\0", host: undefined },
  { title: "colon, no port", origin: "https://a:", host: undefined },
  { title: "port zero", origin: "https://a:0", host: undefined },
  { title: "leading zero", origin: "https://a:081", host: undefined },
  { title: "port too high", origin: "https://a:65536", host: undefined },
  { title: "port too long", origin: "https://a:111111", host: undefined },
  { title: "letters in the port", origin: "https://a:8x", host: undefined },
  { title: "a character below the digits", origin: "https://a:8/", host: undefined },
  { title: "a character above the digits", origin: "https://a:8:", host: undefined },
  { title: "two ports", origin: "https://a:81:82", host: undefined },
  { title: "a port and more host", origin: "https://h:8443.evil.net", host: undefined },
  { title: "default port of https", origin: "https://a:443", host: undefined },
  { title: "default port of http", origin: "http://a:80", host: undefined },
  { title: "unclosed bracket", origin: "http://[::1", host: undefined },
  { title: "empty brackets", origin: "http://[]", host: undefined },
  { title: "one colon in brackets", origin: "http://[:]", host: undefined },
  { title: "one digit in brackets", origin: "http://[1]", host: undefined },
  { title: "behind the bracket", origin: "http://[::1]a", host: undefined },
  {
    title: "a letter for the colon behind the bracket",
    origin: "http://[::1]a81",
    host: undefined,
  },
  { title: "dot behind the bracket", origin: "http://[::1].", host: undefined },
  { title: "zone", origin: "http://[fe80::1%25eth0]", host: undefined },
  { title: "upper case in brackets", origin: "http://[::A]", host: undefined },
  { title: "beyond f in brackets", origin: "http://[::g]", host: undefined },
  { title: "back-tick in brackets", origin: "http://[::`]", host: undefined },
])("$title: $origin", ({ origin, host }) => {
  expect(isSerializedOrigin(origin)).toBe(host !== undefined);
  const end = endOfHost(origin);
  expect(end === -1 ? undefined : origin.slice(origin.indexOf("://") + 3, end)).toBe(host);
});

test("the length limit lets the longest origin through, and nothing much longer", () => {
  const longest = `${SCHEME_64}://${HOST_253}.:65535`;
  expect(longest.length).toBeLessThanOrEqual(MAX_ORIGIN_LENGTH);
  expect(isSerializedOrigin(`http://[${"1".repeat(MAX_ORIGIN_LENGTH - 9)}]`)).toBe(true);
  expect(isSerializedOrigin(`http://[${"1".repeat(MAX_ORIGIN_LENGTH - 8)}]`)).toBe(false);
});

test("agrees with the oracle on anything in the field", () => {
  fc.assert(
    fc.property(fc.oneof(exactOrigins, fieldValues, patterns.chain(originsNear)), (text) => {
      expect(isSerializedOrigin(text)).toBe(isOrigin(text));
    }),
  );
});

test("agrees with the oracle on origins with one character changed", () => {
  const character = fc.integer({ min: 0, max: 0xff }).map((code) => String.fromCharCode(code));
  fc.assert(
    fc.property(exactOrigins, fc.nat(30), character, fc.boolean(), (origin, at, text, insert) => {
      const changed = origin.slice(0, at) + text + origin.slice(insert ? at : at + 1);
      expect(isSerializedOrigin(changed)).toBe(isOrigin(changed));
    }),
  );
});
