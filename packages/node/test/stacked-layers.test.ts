import type { ServerResponse } from "node:http";
import { ask, from, preflight, withServer } from "@corsage/wire";
import express, { type Express, type RequestHandler, type Router } from "express";
import express4 from "express4";
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

const EXPRESSES = [
  { name: "Express 4", create: express4 },
  { name: "Express 5", create: express },
];

describe.each(EXPRESSES)("$name", ({ create }) => {
  const end: RequestHandler = (_, response) => void response.end();
  const nestings = [
    { what: "application", inside: (): Express => create() },
    { what: "router", inside: (): Router => create.Router() },
  ];

  test.each(nestings)(
    "a mounted $what's own instance does not decide again, and a warning says so",
    async ({ inside }) => {
      const inner = inside().use(cors({ origin: [SECOND] }), end);
      const outer = create().use(cors({ origin: [FIRST] }));
      outer.use("/inner", inner);
      const warnings = await collectWarnings(() =>
        withServer(outer, async (port) => {
          const asked = from(FIRST, "/inner");
          expect((await ask(port, asked)).cors).toStrictEqual({
            "access-control-allow-origin": FIRST,
            vary: "Origin",
          });
        }),
      );
      expect(warnings.filter((warning) => warning.includes("does nothing"))).toHaveLength(1);
    },
  );

  test.each(nestings)("siblings that are a mounted $what each decide alone", async ({ inside }) => {
    const outer = create();
    outer.use("/first", inside().use(cors({ origin: [FIRST] }), end));
    outer.use("/second", inside().use(cors({ origin: [SECOND] }), end));
    outer.use(end);
    const paths = ["/first", "/second", "/neither"];
    const warnings = await collectWarnings(() =>
      withServer(outer, async (port) => {
        const answers = await Promise.all(
          paths
            .flatMap((path) => [from(FIRST, path), preflight(SECOND, "PUT", path)])
            .map((asked) => ask(port, asked)),
        );
        expect(
          answers.map(({ cors: lines }) => lines["access-control-allow-origin"]),
        ).toStrictEqual([FIRST, undefined, undefined, SECOND, undefined, undefined]);
        expect(answers.slice(4).map(({ cors: lines }) => lines)).toStrictEqual([{}, {}]);
      }),
    );
    expect(warnings.filter((warning) => warning.includes("does nothing"))).toStrictEqual([]);
  });
});
