import { channel } from "node:diagnostics_channel";
import { from, sendText } from "@corsage/wire";
import { LazyModuleLoader } from "@nestjs/core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { CorsModule } from "../src/index.ts";
import { ACTUAL_REQUESTS } from "./actual-rows.ts";
import { PLATFORMS, type RunningApplication, start } from "./platforms.ts";
import { PREFLIGHTS } from "./preflight-rows.ts";
import { createSampleModule, LazyModule, SAMPLE_OPTIONS } from "./sample-application.ts";
import { ran } from "./sample-controllers.ts";
import { APP, EVIL, HIDDEN, READ } from "./sample-policies.ts";

describe.each(PLATFORMS)("$platform", ({ platform }) => {
  let running: RunningApplication;

  beforeAll(async () => {
    const options = { ...SAMPLE_OPTIONS, paths: [{ prefix: "/graphql", policy: "public" }] };
    // Slower than every other module: requests are decided about nevertheless, and first.
    const cors = CorsModule.forRootAsync({
      useFactory: async () => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        return options;
      },
    });
    running = await start(platform, createSampleModule(cors), {
      main: (app) =>
        app.use((_request: object, _response: object, next: () => void) => {
          ran.push("main.ts");
          next();
        }),
    });
  });
  afterAll(() => running.close());
  beforeEach(() => void (ran.length = 0));

  test.each(PREFLIGHTS)("preflight: $title", async ({ asked, status, cors }) => {
    const answer = await running.ask(asked);
    expect({ status: answer.status, cors: answer.cors, body: answer.body, ran }).toStrictEqual({
      status,
      cors,
      body: "",
      ran: [],
    });
  });

  test.each(ACTUAL_REQUESTS)("$title", async (row) => {
    const { asked, status, cors, ran: expected, alsoVaries = {} } = row;
    const answer = await running.ask(asked);
    const also = alsoVaries[platform];
    expect({ status: answer.status, cors: answer.cors }).toStrictEqual({
      status: typeof status === "number" ? status : status[platform],
      cors: also === undefined ? cors : { ...cors, vary: `${also}, Origin` },
    });
    if (expected !== undefined) expect(ran).toStrictEqual(expected);
  });

  test("what was foreseen is what ran: the guard never has to decide again", async () => {
    let count = 0;
    const listen = (): void => void (count += 1);
    const decisions = channel("corsage:decision");
    decisions.subscribe(listen);
    try {
      for (const { title, asked } of ACTUAL_REQUESTS) {
        count = 0;
        await running.ask(asked);
        expect({ title, count }).toStrictEqual({ title, count: /@SkipCors/.test(title) ? 0 : 1 });
      }
    } finally {
      decisions.unsubscribe(listen);
    }
  });

  test("@CorsDecision tells the handler what was decided", async () => {
    const { body } = await running.ask(from(APP, "/plain"));
    expect(JSON.parse(body)).toMatchObject({ code: "allowed" });
  });

  test("a refusal goes through the exception layer, and its body says what admits the origin", async () => {
    const { body, headers } = await running.ask(from("null", "/plain", { method: "POST" }));
    expect(JSON.parse(body)).toStrictEqual({
      statusCode: 403,
      error: "Forbidden",
      code: "CORS_REFUSED",
      message:
        '"null" is not allowed; the request is answered with 403 before it runs. To let its pages read, add it to `origin`; only to let it send, to `acceptFrom`; if it is this application behind a proxy, to `selfOrigins`.',
    });
    expect(headers["referrer-policy"]).toBe("same-origin");
  });

  test("a refusal does not wait for the body", async () => {
    const head = `POST /plain HTTP/1.1\r\nHost: own.test\r\nOrigin: ${EVIL}\r\nContent-Length: 9\r\n\r\n`;
    const { status, cors } = await sendText(running.port, head);
    expect({ status, cors, ran }).toStrictEqual({ status: 403, cors: HIDDEN, ran: [] });
  });

  test("whose CORS headers were replaced is published", async () => {
    const conflicts: unknown[] = [];
    const listen = (conflict: unknown): void => void conflicts.push(conflict);
    const conflictsFound = channel("corsage:conflict");
    conflictsFound.subscribe(listen);
    try {
      await running.ask(from(APP, "/answers/foreign"));
    } finally {
      conflictsFound.unsubscribe(listen);
    }
    expect(conflicts).toMatchObject([
      { foreign: { "access-control-allow-origin": "*" }, sent: "ours", request: { origin: APP } },
    ]);
  });

  test("a lazy module has no routes", async () => {
    await running.app.get(LazyModuleLoader).load(() => LazyModule);
    const answer = await running.ask(from(APP, "/lazy"));
    expect({ status: answer.status, cors: answer.cors }).toStrictEqual({
      status: 404,
      cors: READ.module,
    });
  });

  test("nothing to warn about but what was asked for, and Nest's own word on a wildcard", () => {
    const others = running.warnings.filter(
      (warning) => !/is not allowed|somebody else|Unsupported route path/.test(warning),
    );
    expect(others).toStrictEqual([]);
  });
});
