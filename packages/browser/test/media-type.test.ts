import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mediaTypeEssence } from "../src/media-type.ts";

describe("mediaTypeEssence", () => {
  test.each([
    { value: "text/plain", essence: "text/plain" },
    { value: "TEXT/PLAIN", essence: "text/plain" },
    { value: "text/plain;", essence: "text/plain" },
    { value: "text/plain;charset=utf-8", essence: "text/plain" },
    { value: 'text/plain; charset="utf-8', essence: "text/plain" },
    { value: "\t\n text/plain \r", essence: "text/plain" },
    { value: "text/plain ;x", essence: "text/plain" },
    { value: "text /plain", essence: undefined },
    { value: "text/ plain", essence: undefined },
    { value: "text/plain application/json", essence: undefined },
    { value: "text/plain, application/json", essence: undefined },
    { value: "text/", essence: undefined },
    { value: "/plain", essence: undefined },
    { value: "textplain", essence: undefined },
    { value: "text/html:x", essence: undefined },
    { value: "", essence: undefined },
  ])("of $value is $essence", ({ value, essence }) => {
    expect(mediaTypeEssence(value)).toBe(essence);
  });

  test("agrees with a reading byte by byte", () => {
    const value = fc.string({
      unit: fc.constantFrom("a", "B", "/", ";", " ", "\t", ":", ",", "-"),
    });
    fc.assert(
      fc.property(value, (text) => {
        expect(mediaTypeEssence(text)).toBe(naiveEssence(text));
      }),
      { numRuns: 3000 },
    );
  });
});

/** The standard's own steps, with a position variable. */
function naiveEssence(value: string): string | undefined {
  const space = new Set(["\t", "\n", "\r", " "]);
  const code = [...value];
  while (code[0] !== undefined && space.has(code[0])) code.shift();
  while (code.length > 0 && space.has(code.at(-1) ?? "")) code.pop();
  let at = 0;
  let type = "";
  while (at < code.length && code[at] !== "/") type += code[at++];
  if (at >= code.length || !naiveToken(type)) return undefined;
  at += 1;
  let subtype = "";
  while (at < code.length && code[at] !== ";") subtype += code[at++];
  while (space.has(subtype.at(-1) ?? "")) subtype = subtype.slice(0, -1);
  return naiveToken(subtype) ? `${type}/${subtype}`.toLowerCase() : undefined;
}

const naiveToken = (text: string): boolean =>
  text !== "" && [...text].every((one) => /^[0-9A-Za-z!#$%&'*+\-.^_`|~]$/.test(one));
