import { createBrowser, createPreflightCache } from "@corsage/browser";
import {
  type Engine,
  enginesToTest,
  type FetchCase,
  launch,
  PageServer,
  runBatch,
} from "@corsage/engines";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loopbackTransport } from "../src/loopback-transport.ts";
import { RememberingServer } from "./remembering-server.ts";

// What each engine remembers of preflights, how long, and what it forgets for what: the model tells it beforehand.

type Step = Omit<FetchCase, "kind" | "url"> & { readonly path: string };

interface Story {
  readonly title: string;
  readonly steps: readonly Step[];
  /** Waited after the steps, before {@link Story.later}. */
  readonly seconds?: number;
  readonly later?: readonly Step[];
}

const put = (path: string, more: Partial<Step> = {}): Step => ({ method: "PUT", path, ...more });
const again = (...steps: readonly Step[]): readonly Step[] => [...steps, ...steps];
/** So many URLs with one preflight each. */
const many = (count: number, from = 0): readonly Step[] =>
  Array.from({ length: count }, (_, index) => put(`/many/${from + index}?age=600`));
const ofLength = (port: number, length: number): Step => {
  const path = `/long-${length}?age=600&`;
  return put(path.padEnd(length - `http://api.localhost:${port}`.length, "a"));
};
const conditions = [
  "if-match",
  "if-none-match",
  "if-range",
  "if-modified-since",
  "if-unmodified-since",
];

const stories = (port: number): readonly Story[] => [
  {
    title: "a hundred URLs, one more, and the first, the second, the last again",
    steps: [...many(101), ...many(2), ...many(1, 100)],
  },
  {
    title: "a hundred others, the first used again before one more",
    steps: [...many(100, 200), ...many(1, 200), ...many(1, 300), ...many(2, 200)],
  },
  {
    title: "a URL of 1,023 characters and one of 1,024",
    steps: again(ofLength(port, 1023), ofLength(port, 1024)),
  },
  {
    title: "another query and another fragment",
    steps: ["/a?age=600", "/a?age=600&b", "/a?age=600#c"].map((path) => put(path)),
  },
  ...conditions.map((name): Story => ({
    title: `${name} makes a request conditional`,
    steps: again(
      put(`/${name}?age=600`, {
        headers: [[name, name.endsWith("since") ? "Tue, 24 Nov 2026 10:00:00 GMT" : '"v1"']],
      }),
    ),
  })),
  ...(["reload", "no-store", "no-cache", "force-cache"] as const).map((cache): Story => ({
    title: `cache: ${cache} in between, and first`,
    steps: [
      ...[undefined, cache, undefined].map((mode) =>
        put(`/${cache}-between?age=600`, mode && { cache: mode }),
      ),
      put(`/${cache}-first?age=600`, { cache }),
      put(`/${cache}-first?age=600`),
    ],
  })),
  {
    title: "a method that is not listed, between two that are",
    steps: ["PUT", "PATCH", "PUT"].map((method) => put("/refused?age=600", { method })),
  },
  {
    title: "a method that is not listed, before one that is",
    steps: ["PATCH", "PUT"].map((method) => put("/refused-first?age=600", { method })),
  },
  {
    title: "lifetimes of a second, of none said, and of ten minutes, after six seconds",
    steps: again(put("/one?age=1"), put("/none"), put("/long?age=600")),
    seconds: 6,
    later: [put("/one?age=1"), put("/none"), put("/long?age=600")],
  },
];

let pages: PageServer;
let server: RememberingServer;
beforeAll(async () => {
  pages = await PageServer.start();
  server = await RememberingServer.start();
});
afterAll(() => Promise.all([pages.close(), server.close()]));

describe.each(enginesToTest())("preflights remembered in %s", (name) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await launch(name);
  }, 120_000);
  afterAll(() => engine.close());

  const host = "app.localhost";
  const urlOf = ({ path }: Step): string => `http://api.localhost:${server.port}${path}`;

  async function inPage(steps: readonly Step[]): Promise<void> {
    const fetches = steps.map((step): FetchCase => {
      const { path: _path, ...init } = step;
      return { kind: "fetch", url: urlOf(step), ...init };
    });
    const url = `http://api.localhost:${server.port}/`;
    await runBatch(engine, pages, [{ kind: "sequence", url, steps: fetches, timeoutMs: 60_000 }], {
      host,
    });
  }

  test("are as many, for as long, and for what the model says", async () => {
    let clock = 0;
    const cache = createPreflightCache(name, () => clock);
    const model = createBrowser({
      origin: pages.origin(host),
      transport: loopbackTransport,
      engine: name,
      cache,
    });
    const walk = async (steps: readonly Step[]): Promise<void> => {
      for (const step of steps) {
        const { method, headers, cache: mode } = step;
        // oxlint-disable-next-line no-await-in-loop -- one after the other
        await model.walk(urlOf(step), { method, headers, cache: mode });
      }
    };
    const foretold: Record<string, readonly string[]> = {};
    const observed: Record<string, readonly string[]> = {};
    // oxlint-disable no-await-in-loop -- a memory is filled in order
    for (const { title, steps, seconds = 0, later = [] } of stories(server.port)) {
      await walk(steps);
      clock += seconds * 1000;
      await walk(later);
      foretold[title] = server.take();
      await inPage(steps);
      await sleep(seconds * 1000);
      if (later.length > 0) await inPage(later);
      observed[title] = server.take();
    }
    // oxlint-enable no-await-in-loop
    expect(observed).toEqual(foretold);
  }, 120_000);
});
