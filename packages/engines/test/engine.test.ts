import { afterAll, beforeAll, expect, test } from "vitest";
import { type Engine, EngineError, launch, PageServer } from "../src/index.ts";
import { ApiServer } from "./api-server.ts";
import { describeEngines } from "./describe-engines.ts";

const wayUp = 120_000; // two tries of a minute each

describeEngines((name) => {
  let engine: Engine;
  let pages: PageServer;
  let api: ApiServer;

  beforeAll(async () => {
    [engine, pages, api] = await Promise.all([launch(name), PageServer.start(), ApiServer.start()]);
    await engine.open(`${pages.origin()}/`);
  }, wayUp);

  afterAll(async () => {
    await engine.close();
    await pages.close();
    api.close();
  });

  const attempt = ([url, method]: [string, string]): Promise<string> =>
    fetch(url, { method }).then(
      (response) => response.text(),
      (error: unknown) => (error instanceof Error ? error.name : "?"),
    );

  test("says what it is", () => {
    expect(engine.name).toBe(name);
    expect(engine.version).toMatch(/^(?:Chrome\/|firefox\/|WebKitGTK )\d+\./);
  });

  test.each([
    { title: "allowed", path: "/open/1", method: "GET", outcome: "body", arrived: ["GET"] },
    { title: "refused", path: "/closed/1", method: "GET", outcome: "TypeError", arrived: ["GET"] },
    {
      title: "preflighted and allowed",
      path: "/for-put/1",
      method: "PUT",
      outcome: "body",
      arrived: ["OPTIONS", "PUT"],
    },
    {
      title: "preflighted and refused",
      path: "/open/2",
      method: "PUT",
      outcome: "TypeError",
      arrived: ["OPTIONS"],
    },
  ])("a cross-origin fetch: $title", async ({ path, method, outcome, arrived }) => {
    const mark = engine.mark();
    const url = api.origin + path;
    expect(await engine.evaluate(attempt, [url, method])).toBe(outcome);
    expect(api.methods(path)).toEqual(arrived);
    const about = (await engine.messages(mark)).filter((message) => message.url === url);
    expect(about.length > 0).toBe(outcome === "TypeError");
    for (const { level } of about) expect(level).toBe("error");
  });

  test("the console text names the fault, in the engine's words", async () => {
    const mark = engine.mark();
    const url = `${api.origin}/closed/2`;
    await engine.evaluate(attempt, [url, "GET"]);
    const about = (await engine.messages(mark)).filter((message) => message.url === url);
    expect(about.map(({ text }) => text).join("\n")).toContain(
      {
        chromium: "No 'Access-Control-Allow-Origin' header is present on the requested resource.",
        firefox: "(Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 200.",
        webkit: `Origin ${pages.origin()} is not allowed by Access-Control-Allow-Origin.`,
      }[name],
    );
  });

  test("what is said of many requests is heard before it is asked for, and nothing else", async () => {
    const mark = engine.mark();
    const urls = Array.from({ length: 60 }, (_, index) => `${api.origin}/closed/many-${index}`);
    await engine.evaluate(
      (each: string[]) => Promise.all(each.map((url) => fetch(url).then(String, String))),
      urls,
    );
    const about = (await engine.messages(mark)).flatMap(({ url }) => url ?? []);
    expect(new Set(about)).toEqual(new Set(urls));
  });

  test("failures carry Chromium's enum, WebKit's text, and are none in Firefox", async () => {
    const mark = engine.mark();
    const url = `${api.origin}/closed/3`;
    await engine.evaluate(attempt, [url, "GET"]);
    const failures = await engine.failures(mark);
    expect(failures).toEqual(
      {
        chromium: [
          {
            url,
            text: "net::ERR_FAILED",
            corsError: "MissingAllowOriginHeader",
            failedParameter: "",
          },
        ],
        firefox: [],
        webkit: [
          {
            url,
            text: `Origin ${pages.origin()} is not allowed by Access-Control-Allow-Origin. Status code: 200`,
          },
        ],
      }[name],
    );
  });

  test("a function gets its argument and gives JSON; undefined arrives as null", async () => {
    const echo = (value: { text: string }): { text: string; length: number } => ({
      ...value,
      length: value.text.length,
    });
    expect(await engine.evaluate(echo, { text: '"</script>\u2028' })).toEqual({
      text: '"</script>\u2028',
      length: 11,
    });
    expect(await engine.evaluate("1 + 1")).toBe(2);
    expect(await engine.evaluate(() => undefined)).toBeNull();
  });

  test("what throws in the page is thrown here", async () => {
    const attempted = engine.evaluate(() => {
      throw new Error("as it wishes");
    });
    await expect(attempted).rejects.toThrow(EngineError);
    await expect(attempted).rejects.toThrow(/as it wishes/);
    await expect(attempted).rejects.toMatchObject({ engine: name, code: "page" });
  });

  test("moves between sites and back", async () => {
    const there = `${pages.origin("127.0.0.1")}/`;
    await engine.open(there);
    expect(await engine.evaluate("location.href")).toBe(there);
    const mark = engine.mark();
    await engine.evaluate("console.warn('still heard')");
    expect(await engine.messages(mark)).toEqual([{ level: "warning", text: "still heard" }]);
    await engine.open(`${pages.origin()}/`);
    expect(await engine.evaluate("origin")).toBe(pages.origin());
  });

  test("a page is left though the machine's clock moves", async () => {
    const [here, there] = [`${pages.origin()}/`, `${pages.origin("other.localhost")}/`];
    await engine.open(here);
    await engine.evaluate(() => {
      const moving = { get: () => Math.random() };
      Object.defineProperty(performance, "timeOrigin", moving);
    });
    await engine.open(there);
    expect(await engine.evaluate(() => location.href)).toBe(there);
    await engine.open(here);
  });

  test("a page that nobody serves", async () => {
    const gone = await PageServer.start();
    const url = `${gone.origin()}/`;
    await gone.close();
    await expect(engine.open(url)).rejects.toMatchObject({ engine: name, code: "navigation" });
    await engine.open(`${pages.origin()}/`);
  });
});
