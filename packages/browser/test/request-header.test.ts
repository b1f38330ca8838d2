import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { behaviours, type Engine } from "../src/engine.ts";
import type { HeaderLine } from "../src/header-lines.ts";
import {
  isForbiddenRequestHeader,
  isSafelistedRequestHeader,
  unsafeHeaderNames,
} from "../src/request-header.ts";

const safe = (name: string, value: string, engine: Engine = "standard"): boolean =>
  isSafelistedRequestHeader(name, value, behaviours[engine]);

describe("a header that needs no preflight", () => {
  test.each([
    { name: "Accept", value: "text/html, */*;q=0.1" },
    { name: "accept", value: "a".repeat(128) },
    { name: "accept", value: "\t" },
    { name: "accept-language", value: "de-DE,de;q=0.9, *;q=0.1" },
    { name: "content-language", value: "en" },
    { name: "content-type", value: "text/plain;charset=UTF-8" },
    { name: "Content-Type", value: "MULTIPART/form-data; boundary=x" },
    { name: "content-type", value: "application/x-www-form-urlencoded" },
    { name: "range", value: "bytes=0-" },
    { name: "range", value: "bytes=7-7" },
    { name: "range", value: `bytes=0-${"9".repeat(40)}` },
  ])("$name: $value", ({ name, value }) => {
    expect(safe(name, value)).toBe(true);
  });
});

describe("a header that needs one", () => {
  test.each([
    { name: "accept", value: "a".repeat(129) },
    { name: "accept", value: "text/(html)" },
    { name: "accept", value: 'q="1"' },
    { name: "accept", value: "\u0001" },
    { name: "accept", value: "\u007f" },
    { name: "accept-language", value: "en_US" },
    { name: "content-language", value: "en/US" },
    { name: "content-type", value: "application/json" },
    { name: "content-type", value: "text/plain, application/json" },
    { name: "content-type", value: 'text/plain;charset="utf-8"' },
    { name: "content-type", value: "" },
    { name: "range", value: "bytes=-5" },
    { name: "range", value: "bytes=5-3" },
    { name: "range", value: "bytes=0-1,3-4" },
    { name: "range", value: "bytes= 0-1" },
    { name: "range", value: "BYTES=0-1" },
    { name: "authorization", value: "" },
    { name: "x-requested-with", value: "x" },
    { name: "dpr", value: "1" },
  ])("$name: $value", ({ name, value }) => {
    expect(safe(name, value)).toBe(false);
  });
});

describe("an engine's own safelist", () => {
  test.each<{ engine: Engine; name: string; value: string; safelisted: boolean }>([
    { engine: "chromium", name: "dpr", value: "2", safelisted: true },
    { engine: "chromium", name: "save-data", value: "ON", safelisted: true },
    { engine: "chromium", name: "save-data", value: "off", safelisted: false },
    { engine: "firefox", name: "dpr", value: "2", safelisted: false },
    { engine: "webkit", name: "save-data", value: "on", safelisted: false },
    { engine: "webkit", name: "range", value: "BYTES=0-1", safelisted: true },
    { engine: "chromium", name: "range", value: "BYTES=0-1", safelisted: false },
    { engine: "chromium", name: "range", value: "bytes=9223372036854775806-", safelisted: true },
    { engine: "chromium", name: "range", value: "bytes=0-9223372036854775807", safelisted: false },
    { engine: "webkit", name: "range", value: "bytes=18446744073709551615-", safelisted: true },
    { engine: "firefox", name: "range", value: "bytes=18446744073709551616-", safelisted: false },
    { engine: "chromium", name: "dpr", value: "abc", safelisted: false },
    { engine: "chromium", name: "ect", value: "4g", safelisted: true },
  ])("$engine: $name: $value is $safelisted", ({ engine, name, value, safelisted }) => {
    expect(safe(name, value, engine)).toBe(safelisted);
  });
});

test.each([
  { name: "Host", value: "x", forbidden: true },
  { name: "cookie", value: "x", forbidden: true },
  { name: "Sec-Anything", value: "x", forbidden: true },
  { name: "proxy-authorization", value: "x", forbidden: true },
  { name: "sec", value: "x", forbidden: false },
  { name: "x-http-method-override", value: "PUT", forbidden: false },
  { name: "X-HTTP-Method", value: "put, trace", forbidden: true },
  { name: "x-method-override", value: "Track", forbidden: true },
  { name: "user-agent", value: "x", forbidden: false },
])("$name: $value, forbidden is $forbidden", ({ name, value, forbidden }) => {
  expect(isForbiddenRequestHeader(name, value)).toBe(forbidden);
});

describe("unsafeHeaderNames", () => {
  const of = (lines: readonly HeaderLine[], engine: Engine = "standard"): readonly string[] =>
    unsafeHeaderNames(lines, behaviours[engine]);
  const eight = (last: number): readonly HeaderLine[] =>
    Array.from({ length: 8 }, (_, index) => ["accept", "a".repeat(index === 7 ? last : 128)]);

  test("is lower case, sorted by byte, each name once", () => {
    expect(
      of([
        ["X-Zeta", "1"],
        ["Authorization", "x"],
        ["x-alpha", "1"],
        ["X-ZETA", "2"],
        ["x_a", "3"],
        ["accept", "text/html"],
      ]),
    ).toEqual(["authorization", "x-alpha", "x-zeta", "x_a"]);
  });

  test.each<{ title: string; lines: readonly HeaderLine[]; engine: Engine; names: string[] }>([
    {
      title: "1024 bytes of safelisted values pass",
      lines: eight(128),
      engine: "standard",
      names: [],
    },
    {
      title: "1025 bytes make every one of them unsafe",
      lines: [...eight(128), ["accept-language", "x"]],
      engine: "standard",
      names: ["accept", "accept-language"],
    },
    {
      title: "unsafe ones are not counted",
      lines: [...eight(128), ["x-a", "y".repeat(2000)]],
      engine: "standard",
      names: ["x-a"],
    },
    {
      title: "WebKit does not count",
      lines: [...eight(128), ["accept-language", "x"]],
      engine: "webkit",
      names: [],
    },
  ])("$title", ({ lines, engine, names }) => {
    expect(of(lines, engine)).toEqual(names);
  });

  test("agrees with a naive reading of the standard", () => {
    const name = fc.constantFrom(
      "Accept",
      "range",
      "content-type",
      "X-A",
      "x-b",
      "accept-language",
    );
    const value = fc.oneof(
      fc.constantFrom("bytes=1-2", "text/plain", "application/json", "a".repeat(128), "de", "(x)"),
      fc.string({
        unit: fc.constantFrom("a", "1", "-", "=", ",", "(", '"', "_", " "),
        maxLength: 140,
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value), { maxLength: 14 }), (lines) => {
        expect(of(lines)).toEqual(naiveUnsafeNames(lines));
      }),
      { numRuns: 3000 },
    );
  });
});

/** https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names, sentence by sentence. */
function naiveUnsafeNames(lines: readonly HeaderLine[]): readonly string[] {
  const unsafe = new Set<string>();
  const potentially = new Set<string>();
  let size = 0;
  for (const [spelled, value] of lines) {
    const name = spelled.toLowerCase();
    if (naiveSafe(name, value)) {
      potentially.add(name);
      size += value.length;
    } else unsafe.add(name);
  }
  if (size > 1024) for (const name of potentially) unsafe.add(name);
  return [...unsafe].toSorted((a, b) => (a < b ? -1 : 1));
}

function naiveSafe(name: string, value: string): boolean {
  const bytes = [...value];
  if (bytes.length > 128) return false;
  const isUnsafe = (byte: string): boolean =>
    (byte.charCodeAt(0) < 0x20 && byte !== "\t") || '"():<>?@[\\]{}\u007f'.includes(byte);
  if (name === "accept") return !bytes.some(isUnsafe);
  if (name === "accept-language") return bytes.every((byte) => /[0-9A-Za-z *,\-.;=]/.test(byte));
  if (name === "content-type") {
    const [type = ""] = value.split(";");
    return (
      !bytes.some(isUnsafe) &&
      ["text/plain", "multipart/form-data", "application/x-www-form-urlencoded"].includes(
        type.trim().toLowerCase(),
      )
    );
  }
  if (name === "range" && value.startsWith("bytes=")) {
    const [from = "", to, more] = value.slice(6).split("-");
    const digits = (text: string): boolean => [...text].every((one) => "0123456789".includes(one));
    if (more !== undefined || to === undefined || from === "" || !digits(from)) return false;
    return to === "" || (digits(to) && Number(from) <= Number(to));
  }
  return false;
}
