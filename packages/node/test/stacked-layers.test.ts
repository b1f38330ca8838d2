import type { ServerResponse } from "node:http";
import { ask, withServer } from "@corsage/wire";
import express from "express";
import { describe, expect, test } from "vitest";
import { cors } from "../src/index.ts";
import { HOSTS } from "./node-hosts.ts";
import { collectWarnings } from "./warnings.ts";

const FIRST = "https://first.example.com";
const SECOND = "https://second.example.com";

describe.each(HOSTS)("$host", ({ build }) => {
  test("the first decides, once, and a warning names both by where they were made", async () => {
    const layers = [cors({ origin: [FIRST] }), cors({ origin: [SECOND] })];
    const listener = build(layers, (_, response: ServerResponse) => void response.end());
    const warnings = await collectWarnings(() =>
      withServer(listener, async (port) => {
        const first = await ask(port, { headers: { origin: FIRST } });
        expect(first.cors).toStrictEqual({
          "access-control-allow-origin": FIRST,
          vary: "Origin",
        });
        const second = await ask(port, { headers: { origin: SECOND } });
        expect(second.cors).toStrictEqual({ vary: "Origin" });
      }),
    );
    const stacked = warnings.filter((warning) => warning.includes("does nothing"));
    expect(stacked).toHaveLength(1);
    expect(stacked[0]).toMatch(
      /^CorsWarning: CORS: cors\(\) of stacked-layers\.test\.ts:\d+ does nothing, because cors\(\) of stacked-layers\.test\.ts:\d+ has decided already\. Exactly one layer may: remove one, or write several policies as `paths` rules of the first\.$/,
    );
  });
});

test("the same instance twice says so too", async () => {
  const layer = cors({ origin: [FIRST] });
  const app = express().use(layer, layer);
  const warnings = await collectWarnings(() => withServer(app, (port) => ask(port, {})));
  expect(warnings).toHaveLength(1);
});

test("a mounted application's own instance does not decide again", async () => {
  const inner = express().use(cors({ origin: [SECOND] }));
  inner.get("/", (_, response) => void response.end());
  const outer = express().use(cors({ origin: [FIRST] }));
  outer.use("/inner", inner);
  const answer = await withServer(outer, (port) =>
    ask(port, { path: "/inner", headers: { origin: FIRST } }),
  );
  expect(answer.cors).toStrictEqual({ "access-control-allow-origin": FIRST, vary: "Origin" });
});
