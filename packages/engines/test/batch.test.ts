import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type Engine,
  launch,
  type PageCase,
  type PageOutcome,
  PageServer,
  runBatch,
} from "../src/index.ts";
import { ApiServer } from "./api-server.ts";
import { describeEngines } from "./describe-engines.ts";

describeEngines((name) => {
  let engine: Engine;
  let pages: PageServer;
  let api: ApiServer;

  beforeAll(async () => {
    [engine, pages, api] = await Promise.all([launch(name), PageServer.start(), ApiServer.start()]);
  }, 120_000);

  afterAll(async () => {
    await engine.close();
    await pages.close();
    api.close();
  });

  test.each([1, 2])("batch %i of a hundred fetches", async (batch) => {
    const cases = Array.from({ length: 100 }, (_, index): PageCase => {
      const path = `/${["open", "closed", "for-put", "open-put"][index % 4]}/${batch}/${index}`;
      const method = index % 4 < 2 ? "GET" : "PUT";
      return { kind: "fetch", url: api.origin + path, method };
    });
    const { results, unattributed } = await runBatch(engine, pages, cases);

    expect(results.map((result) => result.case)).toEqual(cases);
    results.forEach(({ outcome, messages, failures, case: { url } }, index) => {
      const { pathname } = new URL(url);
      const allowed = index % 2 === 0;
      const preflighted = index % 4 > 1;
      const arrived = [
        ...(preflighted ? ["OPTIONS"] : []),
        ...(allowed || !preflighted ? [preflighted ? "PUT" : "GET"] : []),
      ];
      expect({
        url,
        outcome: outcome.outcome,
        arrived: api.methods(pathname),
        explained: messages.length > 0,
      }).toEqual({ url, outcome: allowed ? "response" : "failed", arrived, explained: !allowed });
      const corsError = preflighted
        ? "MethodDisallowedByPreflightResponse"
        : "MissingAllowOriginHeader";
      if (name === "chromium") {
        expect(failures.map((failure) => failure.corsError)).toEqual(allowed ? [] : [corsError]);
      }
    });
    // WebKit also says the fault by itself, without saying of which request.
    expect(unattributed.length).toBe(name === "webkit" ? 50 : 0);
  });

  const response: PageOutcome = {
    outcome: "response",
    type: "cors",
    status: 200,
    redirected: false,
    url: "URL",
    headers: { "cache-control": "no-store", "content-length": "4", "x-readable": "yes" },
    body: "body",
  };
  const opaque: PageOutcome = {
    outcome: "response",
    type: "opaque",
    status: 0,
    redirected: false,
    url: "",
    headers: {},
    body: "",
  };
  const text = { kind: "text", text: "a" } as const;

  test.each<{
    title: string;
    step: PageCase;
    outcome: PageOutcome;
    arrived: string[];
    sends?: Record<string, string>;
  }>([
    {
      title: "fetch with everything",
      step: {
        kind: "fetch",
        url: "/for-put/all",
        method: "PUT",
        body: { kind: "blob", text: "x", type: "text/plain" },
        mode: "cors",
        credentials: "omit",
        redirect: "error",
        cache: "no-store",
      },
      outcome: { ...response, url: "/for-put/all" },
      arrived: ["OPTIONS", "PUT"],
      sends: { "content-type": "text/plain" },
    },
    {
      title: "a fetch nobody may read",
      step: { kind: "fetch", url: "/closed/opaque", mode: "no-cors" },
      outcome: opaque,
      arrived: ["GET"],
    },
    {
      title: "fetch of form data",
      step: {
        kind: "fetch",
        url: "/open/params",
        method: "POST",
        body: { kind: "search-params", fields: [["a", "1"]] },
      },
      outcome: { ...response, url: "/open/params" },
      arrived: ["POST"],
      sends: { "content-type": "application/x-www-form-urlencoded;charset=UTF-8" },
    },
    {
      title: "a stream that does not end",
      step: { kind: "fetch", url: "/events/1", read: "ignore" },
      outcome: {
        ...response,
        url: "/events/1",
        headers: { "cache-control": "no-store", "content-type": "text/event-stream" },
        body: "",
      },
      arrived: ["GET"],
    },
    {
      title: "a stream that is waited for in vain",
      step: { kind: "fetch", url: "/events/2", timeoutMs: 300 },
      outcome: { outcome: "timed-out" },
      arrived: ["GET"],
    },
    {
      title: "xhr",
      step: { kind: "xhr", url: "/open/xhr", method: "POST", body: text },
      outcome: { ...response, type: "xhr", url: "/open/xhr" },
      arrived: ["POST"],
    },
    {
      title: "xhr with an upload listener is preflighted",
      step: {
        kind: "xhr",
        url: "/open/upload",
        method: "POST",
        body: text,
        uploadListener: true,
      },
      outcome: {
        ...response,
        type: "xhr",
        url: "/open/upload",
        uploadEvents: ["loadstart", "progress", "load"],
      },
      arrived: ["OPTIONS", "POST"],
    },
    {
      title: "a form is never asked about",
      step: { kind: "form", url: "/closed/form" },
      outcome: { outcome: "sent" },
      arrived: ["POST"],
      sends: { "content-type": "application/x-www-form-urlencoded" },
    },
    {
      title: "an event source",
      step: { kind: "event-source", url: "/events/3" },
      outcome: { outcome: "sent" },
      arrived: ["GET"],
      sends: { accept: "text/event-stream" },
    },
    {
      title: "an event source that is refused",
      step: { kind: "event-source", url: "/closed/events" },
      outcome: { outcome: "failed", name: "error", message: "" },
      arrived: ["GET"],
    },
    {
      title: "a sandboxed frame has the origin null",
      step: { kind: "sandboxed", url: "/open/sandboxed", request: {} },
      outcome: { ...response, url: "/open/sandboxed" },
      arrived: ["GET"],
      sends: { origin: "null" },
    },
    {
      title: "a redirect",
      step: { kind: "fetch", url: "/moved/1" },
      outcome: { ...response, redirected: true, url: "/open/target" },
      arrived: ["GET"],
    },
  ])("$title", async ({ step, outcome, arrived, sends }) => {
    const { results } = await runBatch(engine, pages, [{ ...step, url: api.origin + step.url }]);
    const seen: unknown = JSON.parse(JSON.stringify(results[0]?.outcome).replace(api.origin, ""));
    expect(seen).toEqual(outcome);
    expect(api.methods(step.url)).toEqual(arrived);
    const { headers } = api.arrivals.findLast(({ path }) => path === step.url) ?? {};
    expect(headers).toMatchObject(sends ?? {});
  });

  test("a beacon is queued and arrives", async () => {
    const url = `${api.origin}/open/beacon`;
    const { results } = await runBatch(engine, pages, [{ kind: "beacon", url, body: text }]);
    expect(results[0]?.outcome).toEqual({ outcome: "sent" });
    await expect.poll(() => api.methods("/open/beacon")).toEqual(["POST"]);
  });

  test("a socket that does not open", async () => {
    const url = `${api.origin.replace("http", "ws")}/closed/socket`;
    const { results } = await runBatch(engine, pages, [{ kind: "web-socket", url }]);
    expect(results[0]?.outcome).toEqual({ outcome: "failed", name: "error", message: "" });
  });

  test("a sequence has an outcome for each step", async () => {
    const [a, b] = [`${api.origin}/open/step`, `${api.origin}/closed/step`];
    const steps = [a, b, a].map((url) => ({ kind: "fetch", url }) as const);
    const { results } = await runBatch(engine, pages, [{ kind: "sequence", url: a, steps }]);
    const outcome = results[0]?.outcome;
    expect(outcome?.outcome === "sequence" && outcome.steps.map((step) => step.outcome)).toEqual([
      "response",
      "failed",
      "response",
    ]);
  });

  test("the page may be on another host", async () => {
    const url = `${api.origin}/open/elsewhere`;
    await runBatch(engine, pages, [{ kind: "fetch", url }], { host: "app.shop.localhost" });
    expect(api.arrivals.at(-1)?.headers.origin).toBe(pages.origin("app.shop.localhost"));
  });

  test("two cases with one URL are not accepted", async () => {
    const step = { kind: "fetch", url: `${api.origin}/open/twice` } as const;
    await expect(runBatch(engine, pages, [step, step])).rejects.toThrow(/two cases have the URL/);
  });
});
