import { createServer, type Server } from "node:http";
import { type Engine, enginesToTest, launch, PageServer, runBatch } from "@corsage/engines";
import { cors, type CorsMiddleware, type PolicyOptions } from "@corsage/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { close, listen, portOf } from "../src/listening.ts";

// An incident: an origin is taken out of the policy while pages of it still hold a granted preflight.

const url = "/orders";
let pages: PageServer;

beforeAll(async () => {
  pages = await PageServer.start();
});
afterAll(() => pages.close());

let started = 0;

/** An application that counts what arrives. */
class Orders {
  readonly middleware: CorsMiddleware;
  preflights = 0;
  runs = 0;
  readonly #server: Server;

  constructor(options: PolicyOptions) {
    this.middleware = cors(options);
    this.#server = createServer((request, response) => {
      if (request.method === "OPTIONS") this.preflights += 1;
      this.middleware(request, response, () => {
        this.runs += 1;
        response.end("ok");
      });
    });
  }

  async start(): Promise<string> {
    await listen(this.#server);
    started += 1; // ports come back, and a browser remembers
    return `http://api.localhost:${portOf(this.#server)}${url}?story=${started}`;
  }

  close(): Promise<void> {
    return close(this.#server);
  }
}

describe.each(enginesToTest())("in %s", (name) => {
  let engine: Engine;

  beforeAll(async () => {
    engine = await launch(name);
  }, 120_000);
  afterAll(() => engine.close());

  // Firefox alone forgets a preflight when the answer to the request itself fails.
  const preflightsAfterFailure = name === "firefox" ? 2 : 1;

  test.each([
    {
      title: "without enforcement: the removed origin's PUT still runs",
      enforce: "off",
      runsAfterRemoval: 2,
    },
    {
      title: "with enforcement: it arrives, and does not run",
      enforce: "unsafe-methods",
      runsAfterRemoval: 1,
    },
  ] as const)("$title", async ({ enforce, runsAfterRemoval }) => {
    const orders = new Orders({ origin: [pages.origin("app.localhost")], enforce });
    const target = await orders.start();
    const put = async (): Promise<{ outcome: string; preflights: number; runs: number }> => {
      const { results } = await runBatch(
        engine,
        pages,
        [{ kind: "fetch", url: target, method: "PUT" }],
        { host: "app.localhost" },
      );
      const outcome = results[0]?.outcome.outcome ?? "";
      return { outcome, preflights: orders.preflights, runs: orders.runs };
    };
    try {
      expect(await put()).toEqual({ outcome: "response", preflights: 1, runs: 1 });
      orders.middleware.replace({ origin: ["http://nobody.localhost"], enforce });
      expect(await put()).toEqual({ outcome: "failed", preflights: 1, runs: runsAfterRemoval });
      const { preflights } = await put();
      expect(preflights).toBe(preflightsAfterFailure);
    } finally {
      await orders.close();
    }
  });
});
