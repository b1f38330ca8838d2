import { describe, expect, test } from "vitest";
import type { Engine } from "../src/engine.ts";
import { preflightFaults, type PreflightExchange } from "../src/preflight-checks.ts";
import type { HeaderLine } from "../src/header-lines.ts";

const origin = "https://app.example.com";
const allowed: HeaderLine = ["Access-Control-Allow-Origin", origin];
const asked = (
  status: number,
  headers: readonly HeaderLine[],
  more: Partial<PreflightExchange> = {},
): PreflightExchange => ({
  origin,
  withCredentials: false,
  method: "PUT",
  headerNames: ["x-a", "x-b"],
  spelledNames: ["X-B", "X-A"],
  response: { status, headers },
  ...more,
});
const ids = (exchange: PreflightExchange, engine: Engine): readonly string[] =>
  preflightFaults(exchange, engine).map(({ id, value }) =>
    value === undefined ? id : `${id} ${value}`,
  );

describe("one answer that fails everything, in each engine's order", () => {
  const everything = asked(404, [
    ["Access-Control-Allow-Methods", "P UT"],
    ["Access-Control-Allow-Headers", '"x-a"'],
  ]);
  test.each<{ engine: Engine; faults: string[] }>([
    {
      engine: "standard",
      faults: [
        "acao-missing",
        "preflight-status 404",
        "methods-syntax P UT",
        'headers-syntax "x-a"',
      ],
    },
    {
      engine: "chromium",
      faults: [
        "acao-missing",
        "preflight-status 404",
        "methods-syntax P UT",
        'headers-syntax "x-a"',
      ],
    },
    {
      engine: "firefox",
      faults: [
        "acao-missing",
        "preflight-status 404",
        "methods-syntax P UT",
        'headers-syntax "x-a"',
      ],
    },
    {
      engine: "webkit",
      faults: [
        "preflight-status 404",
        "acao-missing",
        "methods-syntax P UT",
        'headers-syntax "x-a"',
      ],
    },
  ])("$engine", ({ engine, faults }) => {
    expect(ids(everything, engine)).toEqual(faults);
  });
});

describe("a redirect without a line", () => {
  const redirected = asked(302, [["Location", "/login"]], { headerNames: [], spelledNames: [] });
  test.each<{ engine: Engine; first: string }>([
    { engine: "standard", first: "acao-missing" },
    { engine: "chromium", first: "preflight-redirect /login" },
    { engine: "firefox", first: "acao-missing" },
    { engine: "webkit", first: "preflight-status 302" },
  ])("$engine says $first first", ({ engine, first }) => {
    expect(ids(redirected, engine)[0]).toBe(first);
  });
});

describe("lists that miss the method and a header", () => {
  const missing = asked(204, [
    allowed,
    ["Access-Control-Allow-Methods", "put, DELETE"],
    ["Access-Control-Allow-Headers", "X-c"],
  ]);
  test.each<{ engine: Engine; faults: string[] }>([
    {
      engine: "chromium",
      faults: ["method-not-listed PUT", "header-not-listed x-a", "header-not-listed x-b"],
    },
    {
      engine: "webkit",
      faults: ["method-not-listed PUT", "header-not-listed X-B", "header-not-listed X-A"],
    },
  ])("$engine", ({ engine, faults }) => {
    expect(ids(missing, engine)).toEqual(faults);
  });
});

describe("the star", () => {
  const star = (name: string): HeaderLine => [name, "*"];
  const both = [
    allowed,
    star("Access-Control-Allow-Methods"),
    star("Access-Control-Allow-Headers"),
  ];
  const authorization = { headerNames: ["authorization"], spelledNames: ["Authorization"] };
  test.each<{ title: string; engine: Engine; exchange: PreflightExchange; faults: string[] }>([
    {
      title: "covers methods and headers",
      engine: "standard",
      exchange: asked(204, both),
      faults: [],
    },
    {
      title: "is a name like any other with credentials",
      engine: "standard",
      exchange: asked(204, [...both, ["Access-Control-Allow-Credentials", "true"]], {
        withCredentials: true,
      }),
      faults: ["method-not-listed PUT", "header-not-listed x-a", "header-not-listed x-b"],
    },
    {
      title: "does not cover authorization in the standard",
      engine: "standard",
      exchange: asked(204, both, authorization),
      faults: ["authorization-wildcard authorization"],
    },
    {
      title: "covers it in Firefox",
      engine: "firefox",
      exchange: asked(204, both, authorization),
      faults: [],
    },
  ])("$title", ({ engine, exchange, faults }) => {
    expect(ids(exchange, engine)).toEqual(faults);
  });
});

test.each([
  { status: 199, ok: false },
  { status: 200, ok: true },
  { status: 204, ok: true },
  { status: 299, ok: true },
  { status: 300, ok: false },
  { status: 304, ok: false },
])("status $status: passes is $ok", ({ status, ok }) => {
  const exchange = asked(status, [allowed], { method: "POST", headerNames: [], spelledNames: [] });
  expect(ids(exchange, "chromium").length === 0).toBe(ok);
});

test("an unreadable list of methods spoils a request that needs none of them", () => {
  const exchange = asked(204, [allowed, ["Access-Control-Allow-Methods", "G ET"]], {
    method: "GET",
    headerNames: [],
    spelledNames: [],
  });
  expect(preflightFaults(exchange, "chromium")).toEqual([
    { id: "methods-syntax", stage: "preflight", value: "G ET", part: "G ET", status: 204 },
  ]);
});
