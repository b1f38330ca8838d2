import { describe, expect, test } from "vitest";
import { corsFaults } from "../src/cors-check.ts";
import { behaviours, type Engine } from "../src/engine.ts";
import type { HeaderLine } from "../src/header-lines.ts";

const origin = "https://app.example.com";
const allow = (value: string): HeaderLine => ["Access-Control-Allow-Origin", value];
const credentials = (value: string): HeaderLine => ["Access-Control-Allow-Credentials", value];
const ids = (
  headers: readonly HeaderLine[],
  withCredentials: boolean,
  engine: Engine = "standard",
): readonly string[] =>
  corsFaults(
    { headers, status: 200 },
    { origin, withCredentials },
    "actual",
    behaviours[engine],
  ).map(({ id }) => id);

describe("without credentials", () => {
  test.each<{ title: string; lines: HeaderLine[]; faults: string[] }>([
    { title: "the origin", lines: [allow(origin)], faults: [] },
    { title: "the star", lines: [allow("*")], faults: [] },
    { title: "white space around", lines: [allow(` ${origin}\t`)], faults: [] },
    { title: "no line", lines: [], faults: ["acao-missing"] },
    { title: "an empty line", lines: [allow("")], faults: ["acao-invalid"] },
    { title: "a host", lines: [allow("app.example.com")], faults: ["acao-invalid"] },
    { title: "a trailing slash", lines: [allow(`${origin}/`)], faults: ["acao-mismatch"] },
    { title: "the default port", lines: [allow(`${origin}:443`)], faults: ["acao-mismatch"] },
    { title: "another case", lines: [allow(origin.toUpperCase())], faults: ["acao-mismatch"] },
    { title: "null", lines: [allow("null")], faults: ["acao-mismatch"] },
    { title: "a list", lines: [allow(`${origin}, *`)], faults: ["acao-list"] },
    { title: "a list with spaces", lines: [allow(`${origin} *`)], faults: ["acao-list"] },
    { title: "two lines", lines: [allow(origin), allow(origin)], faults: ["acao-duplicate"] },
    { title: "two stars", lines: [allow("*"), allow("*")], faults: ["acao-duplicate"] },
    {
      title: "credentials that nobody asked for",
      lines: [allow(origin), credentials("no")],
      faults: [],
    },
  ])("$title", ({ lines, faults }) => {
    expect(ids(lines, false)).toEqual(faults);
  });
});

describe("with credentials", () => {
  test.each<{ title: string; lines: HeaderLine[]; faults: string[] }>([
    { title: "origin and true", lines: [allow(origin), credentials("true")], faults: [] },
    { title: "no credentials line", lines: [allow(origin)], faults: ["credentials-not-true"] },
    {
      title: "True",
      lines: [allow(origin), credentials("True")],
      faults: ["credentials-not-true"],
    },
    {
      title: "true twice",
      lines: [allow(origin), credentials("true"), credentials("true")],
      faults: ["credentials-not-true"],
    },
    {
      title: "star and true",
      lines: [allow("*"), credentials("true")],
      faults: ["credentials-wildcard"],
    },
    {
      title: "another origin, and behind it no credentials line",
      lines: [allow("https://b.example")],
      faults: ["acao-mismatch", "credentials-not-true"],
    },
  ])("$title", ({ lines, faults }) => {
    expect(ids(lines, true)).toEqual(faults);
  });
});

test("Firefox counts only lines in canonical spelling", () => {
  const lower: readonly HeaderLine[] = [
    ["access-control-allow-origin", origin],
    ["access-control-allow-origin", origin],
  ];
  expect(ids(lower, false, "chromium")).toEqual(["acao-duplicate"]);
  expect(ids(lower, false, "firefox")).toEqual(["acao-list"]);
});
