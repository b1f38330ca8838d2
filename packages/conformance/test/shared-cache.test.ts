import { type Engine, enginesToTest, launch, PageServer, runBatch } from "@corsage/engines";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
// One way to start nginx for all tests.
import { hasNginx, startNginx } from "../../doctor/test/nginx-server.ts";
import { fastify } from "../src/hosts/fastify.ts";
import { RunningHost, withCase } from "../src/running-host.ts";
import { CarelessServer } from "./careless-server.ts";

// A cache that all visitors share, nginx as it stands before many an API, and pages of two sites behind it.

/** Everything cachable is kept, as long as the answer says; `Vary` is heeded. */
const sharedCache = (port: number) => ({
  http: "proxy_cache_path cache keys_zone=shared:1m;",
  server: `location / {
    proxy_pass http://127.0.0.1:${port};
    proxy_set_header Host $http_host;
    proxy_cache shared;
    add_header X-Cache $upstream_cache_status always;
  }`,
});

/** An answer that caches may keep, for both pages. */
const cachedApp = {
  cors: { origin: ["http://app.localhost:*", "http://admin.localhost:*"], methods: ["GET"] },
  routes: [
    {
      url: "/items",
      reply: { as: "raw-implicit", headers: { "cache-control": "max-age=600" } },
    },
  ],
} as const;

describe.runIf(hasNginx())("behind nginx with proxy_cache", () => {
  let pages: PageServer;
  let careless: CarelessServer;
  let corsage: RunningHost;
  const caches = new Map<string, Awaited<ReturnType<typeof startNginx>>>();
  beforeAll(async () => {
    pages = await PageServer.start();
    careless = await CarelessServer.start();
    corsage = await RunningHost.start(fastify, cachedApp);
    caches.set("careless", await startNginx(sharedCache(careless.port)));
    caches.set("corsage", await startNginx(sharedCache(corsage.port)));
  });
  afterAll(async () => {
    await Promise.all([...caches.values()].map((cache) => cache.close()));
    await Promise.all([pages.close(), careless.close(), corsage.close()]);
  });
  const through = (server: string, path: string): string => {
    const { port } = new URL(caches.get(server)?.url ?? "");
    return `http://api.localhost:${port}${path}`;
  };
  /** Somebody who is no page: a monitor, an image, a visitor of the address itself. */
  const visit = async (server: string, path: string): Promise<string | null> => {
    const { port } = new URL(through(server, path));
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    await response.text();
    return response.headers.get("x-cache");
  };

  describe.each(enginesToTest())("in %s", (name) => {
    let engine: Engine;
    beforeAll(async () => {
      engine = await launch(name);
    }, 120_000);
    afterAll(() => engine.close());

    const fetchFrom = async (host: string, url: string): Promise<string> => {
      const { results } = await runBatch(engine, pages, [{ kind: "fetch", url }], { host });
      const [outcome] = results.map((result) => result.outcome);
      return outcome?.outcome === "response" ? `${outcome.status}` : `${outcome?.outcome}`;
    };
    const fromBoth = async (url: string): Promise<readonly string[]> => [
      await fetchFrom("app.localhost", url),
      await fetchFrom("admin.localhost", url),
    ];

    test("without Vary: the second site gets the first one's answer", async () => {
      const path = `/shared?${name}`;
      expect(await fromBoth(through("careless", path))).toEqual(["200", "failed"]);
      expect(careless.countOf(path)).toBe(1);
    });

    test("without Vary: whoever is no page spoils it for every page", async () => {
      const path = `/visited?${name}`;
      await visit("careless", path);
      expect(await fromBoth(through("careless", path))).toEqual(["failed", "failed"]);
      expect(careless.countOf(path)).toBe(1);
    });

    test("with Vary on granted answers only: the same", async () => {
      const path = `/vary-when-granted?${name}`;
      await visit("careless", path);
      expect(await fromBoth(through("careless", path))).toEqual(["failed", "failed"]);
      expect(careless.countOf(path)).toBe(1);
    });

    test("with Corsage: each gets its own, and the cache still serves", async () => {
      const path = withCase("/items", name);
      expect(await visit("corsage", path)).toBe("MISS");
      expect(await fromBoth(through("corsage", path))).toEqual(["200", "200"]);
      expect(await visit("corsage", path)).toBe("HIT");
      expect(corsage.logOf(name).runs).toBe(3);
    });
  });
});
