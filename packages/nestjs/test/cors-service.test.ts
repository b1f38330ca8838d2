import { EventEmitter, once } from "node:events";
import { preflight } from "@corsage/wire";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CorsService, definePolicy, PolicyError } from "../src/index.ts";
import { PLATFORMS, type RunningApplication, start } from "./platforms.ts";
import { createSampleModule } from "./sample-application.ts";
import { ADMIN, APP, EVIL, HIDDEN, PARTNER, READ } from "./sample-policies.ts";

describe.each(PLATFORMS)("$platform", ({ platform }) => {
  let running: RunningApplication;
  let service: CorsService;
  beforeEach(async () => {
    running = await start(platform, createSampleModule());
    service = running.app.get(CorsService);
  });
  afterEach(() => running.close());

  async function read(path: string, origin: string): Promise<object> {
    return (await running.ask({ path, headers: { origin } })).cors;
  }

  test("replace puts another policy of the module in force at once", async () => {
    service.replace({ origin: [EVIL] });
    expect(await read("/plain", EVIL)).toMatchObject({ "access-control-allow-origin": EVIL });
    expect(await read("/plain", APP)).toStrictEqual(HIDDEN);
    expect(await read("/nowhere", EVIL)).toMatchObject({ "access-control-allow-origin": EVIL });
    expect(await read("/cats", PARTNER)).toStrictEqual(READ.partners);
  });

  test("decorators follow the name they refer to", async () => {
    service.replace("partners", definePolicy({ origin: [EVIL], methods: ["GET"] }));
    expect(await read("/cats/42", EVIL)).toMatchObject({ "access-control-allow-origin": EVIL });
    expect(await running.ask(preflight(EVIL, "GET", "/cats/42"))).toMatchObject({ status: 204 });
    expect(await running.ask(preflight(PARTNER, "GET", "/cats/42"))).toMatchObject({ status: 403 });
  });

  test("preflights follow where they have been answered before", async () => {
    const asked = preflight(EVIL, "GET", "/plain");
    expect(await running.ask(asked)).toMatchObject({ status: 403 });
    service.replace({ origin: [EVIL] });
    expect(await running.ask(asked)).toMatchObject({ status: 204 });
  });

  test("an invalid replacement throws, and the old policy stays", async () => {
    expect(() => service.replace({ origin: ["https://app.example.com/"] })).toThrow(PolicyError);
    expect(() => service.replace("nobody", { origin: [EVIL] })).toThrow('"nobody"');
    expect(await read("/plain", APP)).toStrictEqual(READ.module);
  });

  test("a request that was decided about before has the old policy whole", async () => {
    const rule = new EventEmitter();
    const waiting = definePolicy({
      origin: async () => {
        rule.emit("asked");
        await once(rule, "answered");
        return true;
      },
      exposedHeaders: ["x-old"],
    });
    service.replace("partners", waiting);
    const asked = once(rule, "asked");
    const before = running.ask({ path: "/cats/42", headers: { origin: EVIL } });
    await asked;
    service.replace("partners", definePolicy({ origin: [EVIL], credentials: true }));
    const after = await read("/cats/42", EVIL);
    rule.emit("answered");
    const granted = { "access-control-allow-origin": EVIL, ...HIDDEN };
    expect((await before).cors).toStrictEqual({
      ...granted,
      "access-control-expose-headers": "x-old",
    });
    expect(after).toStrictEqual({ ...granted, "access-control-allow-credentials": "true" });
  });

  test("explain names the route, its policy and the reason", async () => {
    const explained = await service.explain({
      method: "OPTIONS",
      url: "/cats/7",
      origin: PARTNER,
      headers: { "access-control-request-method": "GET" },
    });
    expect(explained).toMatchObject({
      decision: { code: "allowed", answer: 204 },
      policyName: "partners",
      route: { method: "GET", url: "/cats/:id" },
      sentence: `The preflight from "${PARTNER}" is granted.`,
    });
    const refused = await service.explain({ method: "DELETE", url: "/cats/7", origin: PARTNER });
    expect(refused).toMatchObject({
      decision: { code: "origin-not-allowed", answer: 403 },
      route: { method: "DELETE", url: "/cats/:id" },
    });
    expect(refused.policy.options.origin).toStrictEqual([ADMIN]);
    const nowhere = await service.explain({ method: "GET", url: "/nowhere", origin: APP });
    expect(nowhere).toMatchObject({ decision: { code: "allowed" }, route: undefined });
  });

  test("explain says that a skipped handler answers for itself", async () => {
    const skipped = service.explain({ method: "PATCH", url: "/cats/own/answer" });
    await expect(skipped).rejects.toThrow(
      "PATCH /cats/own/answer is untouched: CatsController.own answers for itself.",
    );
  });

  test("routes lists every handler with its policy and the methods a preflight is told", () => {
    const cats = service.routes().filter(({ url }) => url.startsWith("/cats"));
    expect(cats).toStrictEqual([
      { method: "GET", url: "/cats", policy: "partners", methods: ["GET", "HEAD"] },
      { method: "GET", url: "/cats/me", policy: "public", methods: ["GET", "HEAD"] },
      { method: "GET", url: "/cats/:id", policy: "partners", methods: ["GET", "HEAD"] },
      { method: "POST", url: "/cats/:id", policy: undefined, methods: ["POST"] },
      { method: "DELETE", url: "/cats/:id", policy: undefined, methods: ["DELETE"] },
      { method: "PUT", url: "/cats/:id", policy: undefined, methods: ["PUT"] },
      { method: "PATCH", url: "/cats/own/answer", policy: "skip", methods: [] },
      { method: "OPTIONS", url: "/cats/own/answer", policy: "skip", methods: [] },
      { method: "PATCH", url: "/cats/again/module", policy: undefined, methods: ["PATCH"] },
      { method: "POST", url: "/cats/from/idp", policy: "partners", methods: ["POST"] },
    ]);
  });
});
