import { ask, withServer } from "@corsage/wire";
import express from "express";
import { expect, test } from "vitest";
import { cors, definePolicy, PolicyError } from "../src/index.ts";

const APP = "https://app.example.com";
const PARTNER = "https://partner.example.net";
const ANYBODY = "https://anybody.example.org";

const layer = cors({
  origin: [APP],
  policies: { partners: { origin: [PARTNER] } },
  paths: [
    { prefix: "/graphql", policy: "partners" },
    { prefix: "/graphql/public/", policy: { origin: "*" } },
    { prefix: "/admin", policy: false },
    { prefix: "/files", policy: definePolicy({ origin: [ANYBODY] }) },
  ],
});

test.each([
  { title: "no rule: the application's policy", path: "/orders", may: APP },
  { title: "a rule at its prefix", path: "/graphql", may: PARTNER },
  { title: "with a query", path: "/graphql?query={a}", may: PARTNER },
  { title: "below its prefix", path: "/graphql/batch", may: PARTNER },
  { title: "not inside a segment", path: "/graphqlish", may: APP },
  { title: "the longest prefix wins", path: "/graphql/public/schema", may: "*" },
  { title: "a trailing slash in the rule means nothing", path: "/graphql/public", may: "*" },
  { title: "a Policy", path: "/files/a", may: ANYBODY },
  {
    title: "routers that ignore case cannot be used to escape a rule",
    path: "/GraphQL",
    may: PARTNER,
  },
  { title: "nor percent-encoding", path: "/%67raphql", may: PARTNER },
  { title: "nor doubled slashes", path: "//graphql", may: PARTNER },
  { title: "a malformed URL is compared as it is", path: "/%E0%A4%A", may: APP },
  { title: "false: nobody", path: "/admin/users", may: undefined },
])("$title: $path", async ({ path, may }) => {
  const app = express().use(layer);
  app.use((_, response) => void response.end());
  await withServer(app, async (port) => {
    const origins = [APP, PARTNER, ANYBODY];
    const answers = await Promise.all(
      origins.map((origin) => ask(port, { path, headers: { origin } })),
    );
    const vary = may === "*" ? {} : { vary: "Origin" };
    const read = { "access-control-allow-origin": may, ...vary };
    expect(answers.map((answer) => answer.cors)).toStrictEqual(
      origins.map((origin) => (may === "*" || may === origin ? read : vary)),
    );
  });
});

test("rules are about the public URL, wherever the middleware is mounted", async () => {
  const app = express().use("/graphql", layer);
  app.use((_, response) => void response.end());
  const answer = await withServer(app, (port) =>
    ask(port, { path: "/graphql/batch", headers: { origin: PARTNER } }),
  );
  expect(answer.cors).toStrictEqual({ "access-control-allow-origin": PARTNER, vary: "Origin" });
});

test("faults of rules are told together, each with its place", () => {
  const build = (): unknown =>
    cors({
      origin: [APP],
      paths: [
        { prefix: "graphql", policy: false },
        { prefix: "/a?b", policy: "nobody" },
        // @ts-expect-error -- a slip in an option's name
        { prefix: "/a", polcy: false },
      ],
    });
  expect(build).toThrow(PolicyError);
  try {
    build();
  } catch (error) {
    const issues = error instanceof PolicyError ? error.issues : [];
    expect(issues.map(({ code, path }) => [code, path])).toStrictEqual([
      ["path-prefix-invalid", ["paths", 0, "prefix"]],
      ["path-prefix-invalid", ["paths", 1, "prefix"]],
      ["unknown-policy", ["paths", 1, "policy"]],
      ["unknown-option", ["paths", 2, "polcy"]],
      ["wrong-type", ["paths", 2, "policy"]],
    ]);
  }
});
