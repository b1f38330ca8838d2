import { describe, expect, test } from "vitest";
import { behaviours, type Engine } from "../src/engine.ts";
import { basicHeaders, exposedHeaders } from "../src/exposure.ts";
import type { HeaderLine } from "../src/header-lines.ts";

const sent: readonly HeaderLine[] = [
  ["Cache-Control", "no-store"],
  ["Content-Language", "de"],
  ["Content-Length", "2"],
  ["Content-Type", "text/plain"],
  ["Expires", "0"],
  ["Last-Modified", "0"],
  ["Pragma", "no-cache"],
  ["X-One", "1"],
  ["X-Two", "2"],
  ["Accept", "x"],
  ["Set-Cookie", "a=1"],
];
const always = [
  "cache-control",
  "content-language",
  "content-length",
  "content-type",
  "expires",
  "last-modified",
  "pragma",
];
const names = (
  expose: readonly string[],
  credentials: boolean,
  engine: Engine,
): readonly string[] =>
  exposedHeaders(
    [...sent, ...expose.map((value): HeaderLine => ["Access-Control-Expose-Headers", value])],
    credentials,
    behaviours[engine],
  )
    .map(([name]) => name.toLowerCase())
    .filter((name) => !always.includes(name));

describe("what a page of another origin reads beside the safelisted seven", () => {
  test.each<{
    title: string;
    expose: string[];
    credentials: boolean;
    engine: Engine;
    read: string[];
  }>([
    {
      title: "nothing without a line",
      expose: [],
      credentials: false,
      engine: "standard",
      read: [],
    },
    {
      title: "what is listed, in any case",
      expose: ["x-ONE"],
      credentials: false,
      engine: "standard",
      read: ["x-one"],
    },
    {
      title: "several lines",
      expose: ["x-one", "x-two"],
      credentials: false,
      engine: "standard",
      read: ["x-one", "x-two"],
    },
    {
      title: "everything but cookies under a star",
      expose: ["*"],
      credentials: false,
      engine: "standard",
      read: ["x-one", "x-two", "accept", "access-control-expose-headers"],
    },
    {
      title: "nothing under a star with credentials",
      expose: ["*"],
      credentials: true,
      engine: "standard",
      read: [],
    },
    {
      title: "accept there in WebKit",
      expose: ["*"],
      credentials: true,
      engine: "webkit",
      read: ["accept"],
    },
    {
      title: "never a cookie",
      expose: ["set-cookie, x-one"],
      credentials: false,
      engine: "standard",
      read: ["x-one"],
    },
    {
      title: "nothing where one member is no token",
      expose: ["x-one, x two"],
      credentials: false,
      engine: "standard",
      read: [],
    },
  ])("$title", ({ expose, credentials, engine, read }) => {
    expect(names(expose, credentials, engine)).toEqual(read);
  });
});

test("a page of the same origin reads everything but cookies", () => {
  expect(basicHeaders(sent)).toEqual(sent.filter(([name]) => name !== "Set-Cookie"));
});
