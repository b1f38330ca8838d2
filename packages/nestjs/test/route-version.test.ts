import { VERSION_NEUTRAL, VersioningType } from "@nestjs/common";
import { expect, test } from "vitest";
import type { Version } from "../src/handler-route.ts";
import { acceptsVersion, readVersion } from "../src/route-version.ts";

test.each([
  { title: "none told", accept: undefined, version: VERSION_NEUTRAL },
  { title: "no parameter", accept: "application/json", version: VERSION_NEUTRAL },
  { title: "a parameter", accept: "application/json;v=2", version: "2" },
  { title: "after another", accept: "application/json; q=1; v=2", version: "2" },
  { title: "of a later range", accept: "text/html, application/json;v=3", version: "3" },
  { title: "the first of two", accept: "a/b;v=1, c/d;v=2", version: "1" },
  { title: "quoted", accept: 'a/b;v="1.0, beta"', version: "1.0, beta" },
  { title: "quoted and escaped", accept: 'a/b;v="1\\"2"', version: '1"2' },
  { title: "a separator inside quotes", accept: 'a/b;x=";v=9";v=2', version: "2" },
])("media type, $title", ({ accept, version }) => {
  const request = { headers: { accept } };
  expect(readVersion(request, { type: VersioningType.MEDIA_TYPE, key: "v=" })).toBe(version);
});

test("an extractor that throws finds none", () => {
  const extractor = (): never => {
    throw new Error("no");
  };
  expect(readVersion({ headers: {} }, { type: VersioningType.CUSTOM, extractor })).toBeUndefined();
});

const NEUTRAL: typeof VERSION_NEUTRAL = VERSION_NEUTRAL;

test.each([
  { title: "no version", version: undefined, asked: "1", accepts: true },
  { title: "neutral", version: NEUTRAL, asked: "1", accepts: true },
  { title: "the same", version: "1", asked: "1", accepts: true },
  { title: "another", version: "1", asked: "2", accepts: false },
  { title: "one of several", version: ["1", "2"], asked: "2", accepts: true },
  { title: "one of several asked", version: "2", asked: ["3", "2"], accepts: true },
  { title: "none asked", version: "1", asked: NEUTRAL, accepts: false },
  {
    title: "none asked, neutral among them",
    version: ["1", NEUTRAL],
    asked: NEUTRAL,
    accepts: true,
  },
  { title: "none extracted", version: ["1", NEUTRAL], asked: undefined, accepts: false },
] satisfies readonly {
  title: string;
  version: Version | undefined;
  asked: unknown;
  accepts: boolean;
}[])("a handler of $title", ({ version, asked, accepts }) => {
  expect(acceptsVersion(version, asked)).toBe(accepts);
});
