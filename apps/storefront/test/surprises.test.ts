import { expect, test } from "vitest";
import type { Expectation } from "../src/page/expectations.ts";
import type { Sighting } from "../src/page/sighting.ts";
import { surprises } from "../src/page/surprises.ts";

const seen = (method: string): Sighting => ({
  method,
  path: "/orders",
  cookie: false,
  handlerRan: true,
  answer: {},
});

const expected: Expectation = {
  outcome: "read",
  status: 200,
  methods: ["OPTIONS", "PUT"],
  handlerRan: true,
};

const asExpected = {
  outcome: "read",
  reading: { status: 200, gist: "" },
  sightings: [seen("OPTIONS"), seen("PUT")],
  handlerRan: true,
} as const;

test.each([
  { title: "all as expected", facts: asExpected, told: [] },
  {
    title: "another outcome is told once, without the status it cannot have",
    facts: { ...asExpected, outcome: "blocked", reading: undefined },
    told: ["The answer: blocked; expected: read."],
  },
  {
    title: "another status",
    facts: { ...asExpected, reading: { status: 404, gist: "" } },
    told: ["Status: 404; expected: 200."],
  },
  {
    title: "no status",
    facts: { ...asExpected, reading: { gist: "" } },
    told: ["Status: none; expected: 200."],
  },
  {
    title: "a preflight missing",
    facts: { ...asExpected, sightings: [seen("PUT")] },
    told: ["The API saw: PUT; expected: OPTIONS, PUT."],
  },
  {
    title: "nothing arrived and nothing ran",
    facts: { ...asExpected, sightings: [], handlerRan: false },
    told: [
      "The API saw: nothing; expected: OPTIONS, PUT.",
      "Its handler: did not run; expected: ran.",
    ],
  },
] as const)("$title", ({ facts, told }) => {
  expect(surprises(expected, facts)).toEqual(told);
});
