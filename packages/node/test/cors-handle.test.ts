import type { ServerResponse } from "node:http";
import { channel } from "node:diagnostics_channel";
import { ask, withServer } from "@corsage/wire";
import { expect, test } from "vitest";
import { cors, type CorsMiddleware, definePolicy, PolicyError } from "../src/index.ts";

const APP = "https://app.example.com";
const NEW = "https://new.example.com";
const USUAL = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

function build(): CorsMiddleware {
  return cors({
    origin: [APP],
    policies: { partners: { origin: [APP], methods: ["GET"] } },
    paths: [{ prefix: "/partners", policy: "partners" }],
  });
}

async function granted(layer: CorsMiddleware, path: string): Promise<string[]> {
  const listener = (request: Parameters<CorsMiddleware>[0], response: ServerResponse): void =>
    layer(request, response, () => void response.end());
  return withServer(listener, async (port) => {
    const answers = await Promise.all(
      [APP, NEW].map((origin) => ask(port, { path, headers: { origin } })),
    );
    return answers.flatMap(({ cors: lines }) => lines["access-control-allow-origin"] ?? []);
  });
}

test("replace puts another policy in force at once, for the application or under a name", async () => {
  const layer = build();
  expect([await granted(layer, "/"), await granted(layer, "/partners")]).toStrictEqual([
    [APP],
    [APP],
  ]);
  layer.replace({ origin: [NEW] });
  expect([await granted(layer, "/"), await granted(layer, "/partners")]).toStrictEqual([
    [NEW],
    [APP],
  ]);
  layer.replace("partners", definePolicy({ origin: [APP, NEW] }));
  expect([await granted(layer, "/"), await granted(layer, "/partners")]).toStrictEqual([
    [NEW],
    [APP, NEW],
  ]);
});

test("an invalid replacement throws and leaves the old policy in force", async () => {
  const layer = build();
  expect(() => layer.replace({ origin: ["https://app.example.com/"] })).toThrow(PolicyError);
  expect(() => layer.replace("nobody", { origin: [NEW] })).toThrow(
    `replace() refers to the policy "nobody", which does not exist. Known names: ["partners"].`,
  );
  expect(await granted(layer, "/")).toStrictEqual([APP]);
});

test("explain decides about a told request and runs nothing", async () => {
  const { decision, policyName, route, sentence } = await build().explain({
    method: "OPTIONS",
    url: "/partners/7",
    origin: APP,
    headers: { "Access-Control-Request-Method": "DELETE" },
  });
  expect(decision).toMatchObject({ code: "method-not-allowed", subject: "DELETE", answer: 204 });
  expect({ policyName, route }).toStrictEqual({ policyName: "partners", route: undefined });
  expect(sentence).toBe(
    `"https://app.example.com" is allowed, the method "DELETE" is not; the browser stops here and names it. Add it to \`methods\`.`,
  );
});

test("routes lists the rules, and / for the rest", () => {
  expect(build().routes()).toStrictEqual([
    { method: "*", url: "/partners", policy: "partners", methods: ["GET", "HEAD"] },
    { method: "*", url: "/", policy: undefined, methods: USUAL },
  ]);
});

test("a Policy stands wherever options do", async () => {
  expect(await granted(cors(definePolicy({ origin: [NEW] })), "/")).toStrictEqual([NEW]);
});

test("policy: false lets nobody in", async () => {
  expect(await granted(cors({ policy: false }), "/")).toStrictEqual([]);
});

test("decisions are published", async () => {
  const events: unknown[] = [];
  const listen = (event: unknown): void => void events.push(event);
  const decisions = channel("corsage:decision");
  decisions.subscribe(listen);
  try {
    await granted(build(), "/partners");
  } finally {
    decisions.unsubscribe(listen);
  }
  expect(events).toMatchObject([
    { decision: { code: "allowed" }, policyName: "partners", request: { origin: APP } },
    { decision: { code: "origin-not-allowed" }, policyName: "partners" },
  ]);
});
