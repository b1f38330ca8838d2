import type { RequestListener, ServerResponse } from "node:http";
import { conflictChannel } from "@corsage/host";
import { ask, from, withServer } from "@corsage/wire";
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from "express";
import express4 from "express4";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { cors } from "../src/index.ts";

const APP = "https://app.example.com";
const READ = { "access-control-allow-origin": APP, vary: "Origin" };

const conflicts: unknown[] = [];
const onConflict = (conflict: unknown): void => void conflicts.push(conflict);
beforeEach(() => conflictChannel.subscribe(onConflict));
afterEach(() => {
  conflictChannel.unsubscribe(onConflict);
  conflicts.length = 0;
});

const fail: RequestHandler = () => {
  throw new Error("wilted");
};
const renderError: ErrorRequestHandler = (_error, _request, response, _next) => {
  response.status(500).send("an error handler of ours");
};

/** As tracing and compressing libraries do. */
const wrapWriteHead: RequestHandler = (_, response, next) => {
  const { writeHead } = response;
  Reflect.set(response, "writeHead", function (this: ServerResponse, ...given: unknown[]) {
    this.setHeader("x-wrapped", "1");
    return Reflect.apply(writeHead, this, given);
  });
  next();
};

interface Seen {
  readonly status: number;
  readonly cors: object;
}

/** What one request after the other is answered with. */
async function askEach(listener: RequestListener, paths: readonly string[]): Promise<Seen[]> {
  const seen: Seen[] = [];
  await withServer(listener, async (port) => {
    for (const path of paths) {
      // oxlint-disable-next-line no-await-in-loop -- the first request is not like the others
      const { status, cors: lines } = await ask(port, from(APP, path));
      seen.push({ status, cors: lines });
    }
  });
  return seen;
}

describe.each([
  { name: "Express 4", create: express4 },
  { name: "Express 5", create: express },
])("$name", ({ create }) => {
  const quiet = (): Express => create().set("env", "test");

  test("no response gets a property of its own, and each its headers", async () => {
    const own: boolean[] = [];
    const app = quiet().use(cors({ origin: [APP] }), (_, response) => {
      own.push(Object.hasOwn(response, "writeHead"));
      response.end();
    });
    const seen = await askEach(app, ["/1", "/2"]);
    expect({ own, seen }).toStrictEqual({
      own: [false, false],
      seen: [
        { status: 200, cors: READ },
        { status: 200, cors: READ },
      ],
    });
  });

  test("another application of the process is left alone", async () => {
    const decided = quiet().use(cors({ origin: [APP] }), (_, response) => void response.end());
    await askEach(decided, ["/"]);
    const bare = quiet().use((_, response) => void response.end());
    expect(await askEach(bare, ["/"])).toStrictEqual([{ status: 200, cors: {} }]);
    expect(Object.hasOwn(bare.response, "writeHead")).toBe(false);
  });

  test("an error that leaves a mounted application keeps its headers", async () => {
    const inner = quiet().use(cors({ origin: [APP] }), fail);
    const outer = quiet().use("/inner", inner).use(renderError);
    expect(await askEach(outer, ["/inner/1", "/inner/2"])).toStrictEqual([
      { status: 500, cors: READ },
      { status: 500, cors: READ },
    ]);
  });

  test("so does one of an application that served by itself before it was mounted", async () => {
    const inner = quiet().use(cors({ origin: [APP] }), fail);
    await askEach(inner, ["/"]);
    const outer = quiet().use("/inner", inner).use(renderError);
    expect(await askEach(outer, ["/inner/1"])).toStrictEqual([{ status: 500, cors: READ }]);
    expect(conflicts).toStrictEqual([]);
  });

  test("an application around it decides for the one that is mounted", async () => {
    const inner = quiet().get("/", (_, response) => void response.end());
    const outer = quiet()
      .use(cors({ origin: [APP] }))
      .use("/inner", inner);
    expect(await askEach(outer, ["/inner", "/inner", "/nowhere"])).toStrictEqual([
      { status: 200, cors: READ },
      { status: 200, cors: READ },
      { status: 404, cors: READ },
    ]);
  });

  test.each([
    { title: "before", middleware: [wrapWriteHead, cors({ origin: [APP] })] },
    { title: "after", middleware: [cors({ origin: [APP] }), wrapWriteHead] },
  ])(
    "a writeHead that a library puts on $title it is called too, and all is said once",
    async (row) => {
      const app = quiet();
      for (const one of row.middleware) app.use(one);
      app.use((_, response) => void response.end());
      const wrapped: unknown[] = [];
      await withServer(app, async (port) => {
        for (const path of ["/1", "/2", "/3"]) {
          // oxlint-disable-next-line no-await-in-loop -- the first request is not like the others
          const { cors: lines, headers } = await ask(port, from(APP, path));
          wrapped.push({ lines, wrapped: headers["x-wrapped"] });
        }
      });
      const each = { lines: READ, wrapped: "1" };
      expect({ wrapped, conflicts }).toStrictEqual({ wrapped: [each, each, each], conflicts: [] });
    },
  );

  test("a foreign header is told about once, and taken off", async () => {
    const app = quiet().use(cors({ origin: [APP] }), (_, response) => {
      response.set("access-control-allow-origin", "*").end();
    });
    expect(await askEach(app, ["/1", "/2"])).toStrictEqual([
      { status: 200, cors: READ },
      { status: 200, cors: READ },
    ]);
    expect(conflicts).toHaveLength(2);
  });
});
