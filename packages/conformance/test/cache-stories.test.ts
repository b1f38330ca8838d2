import {
  type Engine,
  enginesToTest,
  type FetchCase,
  launch,
  type PageOutcome,
  PageServer,
  runBatch,
} from "@corsage/engines";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fastify } from "../src/hosts/fastify.ts";
import type { App } from "../src/row.ts";
import { RunningHost, withCase } from "../src/running-host.ts";
import { isPreflight } from "../src/seen-request.ts";
import { CarelessServer } from "./careless-server.ts";

// What goes wrong when something remembers an answer for longer, or for more, than it was meant.

let pages: PageServer;
let neighbours: PageServer;
let careless: CarelessServer;

beforeAll(async () => {
  pages = await PageServer.start();
  neighbours = await PageServer.start();
  careless = await CarelessServer.start();
});
afterAll(async () => {
  await Promise.all([pages.close(), neighbours.close(), careless.close()]);
});

/** An image: what Chromium takes for data, it does not let a page load without CORS. */
const cachedAnswer = {
  as: "raw-implicit",
  headers: { "cache-control": "max-age=600", "content-type": "image/png" },
} as const;

/** Answers that caches may keep, for the pages of both servers. */
function cachedApp(): App {
  return {
    cors: {
      origin: ["http://app.localhost:*", "http://localhost:*"],
      methods: ["GET"],
    },
    routes: [{ url: "/items", reply: cachedAnswer }],
  };
}

/** One URL with a policy for GET and none for PUT. */
function dividedApp(getPolicy: { enforce?: "off"; methods?: string[] }): App {
  const { enforce = "unsafe-methods", methods } = getPolicy;
  return {
    cors: { policy: { origin: "http://nobody.localhost", enforce } },
    routes: [
      {
        url: "/items",
        cors: {
          origin: "http://app.localhost:*",
          allowedHeaders: ["x-a"],
          enforce,
          ...(methods !== undefined && { methods }),
        },
      },
      { url: "/items", method: "PUT", cors: false },
    ],
  };
}

describe.each(enginesToTest())("in %s", (name) => {
  let engine: Engine;
  let stories = 0;
  /** Ports come back: without an id of its own, a story could be told by what an earlier one left in the caches. */
  const nextStory = (): string => `${name}-${(stories += 1)}`;

  beforeAll(async () => {
    engine = await launch(name);
  }, 120_000);
  afterAll(() => engine.close());

  /** Fetches from one page, one after the other: WebKit's cache has an answer only some time after the page has. */
  async function fetchInTurn(
    server: PageServer,
    host: string,
    steps: readonly Omit<FetchCase, "kind">[],
  ): Promise<readonly string[]> {
    const words: string[] = [];
    for (const step of steps) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const { results } = await runBatch(engine, server, [{ kind: "fetch", ...step }], { host });
      words.push(...results.map(({ outcome }) => wordOf(outcome)));
    }
    return words;
  }

  function wordOf(outcome: PageOutcome): string {
    return outcome.outcome === "response" ? `${outcome.type} ${outcome.status}` : outcome.outcome;
  }

  async function onFastify<T>(app: App, story: (running: RunningHost) => Promise<T>): Promise<T> {
    const running = await RunningHost.start(fastify, app);
    try {
      return await story(running);
    } finally {
      await running.close();
    }
  }

  describe("an image that was loaded first spoils the fetch of the same URL", () => {
    const loadThenFetch = (url: string): Promise<readonly string[]> =>
      fetchInTurn(pages, "app.localhost", [{ url, mode: "no-cors" }, { url }]);

    test("without Vary: the cache answers without the header", async () => {
      // WebKit stores an answer some time after the page has it, on a busy machine later: it is given longer each time.
      for (const pause of [0, 300, 1000, 3000]) {
        const path = `/photo?${nextStory()}`;
        const url = `http://api.localhost:${careless.port}${path}`;
        // oxlint-disable no-await-in-loop -- one try after the other
        const loaded = await fetchInTurn(pages, "app.localhost", [{ url, mode: "no-cors" }]);
        expect(loaded).toEqual(["opaque 0"]);
        await sleep(pause);
        const fetched = await fetchInTurn(pages, "app.localhost", [{ url }]);
        // oxlint-enable no-await-in-loop
        if (careless.countOf(path) > 1 && pause < 3000) continue; // nothing was stored yet
        expect(fetched).toEqual(["failed"]);
        expect(careless.countOf(path)).toBe(1);
        break;
      }
    });

    test("with Corsage: the cache knows that the answers differ", () =>
      onFastify(cachedApp(), async (running) => {
        const story = nextStory();
        const words = await loadThenFetch(
          `http://api.localhost:${running.port}${withCase("/items", story)}`,
        );
        expect(words).toEqual(["opaque 0", "cors 200"]);
        expect(running.logOf(story).runs).toBe(2);
      }));
  });

  describe("two pages of one site share a cache", () => {
    const fetchFromBoth = async (url: string): Promise<readonly string[]> => [
      ...(await fetchInTurn(pages, "localhost", [{ url }])),
      ...(await fetchInTurn(neighbours, "localhost", [{ url }])),
    ];

    test("without Vary: the second gets the first one's answer", async () => {
      const words = await fetchFromBoth(`http://localhost:${careless.port}/shared?${name}`);
      expect(words).toEqual(["cors 200", "failed"]);
    });

    test("with Corsage: each gets its own", () =>
      onFastify(cachedApp(), async ({ port }) => {
        const words = await fetchFromBoth(`http://localhost:${port}/items?${nextStory()}`);
        expect(words).toEqual(["cors 200", "cors 200"]);
      }));
  });

  describe("a preflight granted for GET opens PUT on the same URL", () => {
    const headers = [["x-a", "1"]] as const;
    const getThenPut = async (
      app: App,
    ): Promise<{ words: readonly string[]; preflights: number; runs: number }> =>
      onFastify(app, async (running) => {
        const story = nextStory();
        const url = `http://api.localhost:${running.port}${withCase("/items", story)}`;
        const words = await fetchInTurn(pages, "app.localhost", [
          { url, headers },
          { url, headers, method: "PUT" },
        ]);
        const { requests, runs } = running.logOf(story);
        return { words, preflights: requests.filter(isPreflight).length, runs };
      });

    test("without enforcement: the handler of PUT runs, though its own preflight would be refused", async () => {
      const app = dividedApp({ enforce: "off", methods: ["GET", "PUT"] });
      expect(await getThenPut(app)).toEqual({
        words: ["cors 200", "failed"],
        preflights: 1,
        runs: 2,
      });
    });

    test("with enforcement: PUT arrives and is refused before it runs", async () => {
      const app = dividedApp({ methods: ["GET", "PUT"] });
      expect(await getThenPut(app)).toEqual({
        words: ["cors 200", "failed"],
        preflights: 1,
        runs: 1,
      });
    });

    test("with the methods that are routed: the preflight for GET does not mention PUT", async () => {
      expect(await getThenPut(dividedApp({ enforce: "off" }))).toEqual({
        words: ["cors 200", "failed"],
        preflights: 2,
        runs: 1,
      });
    });
  });
});
