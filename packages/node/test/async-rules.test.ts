import type { ServerResponse } from "node:http";
import { setTimeout } from "node:timers/promises";
import { ask, withServer } from "@corsage/wire";
import { describe, expect, test } from "vitest";
import { cors } from "../src/index.ts";
import { HOSTS } from "./node-hosts.ts";

const APP = "https://app.example.com";
const VARY = { vary: "Origin" };
const READ = { "access-control-allow-origin": APP, ...VARY };

const RULES: readonly {
  readonly title: string;
  readonly rule: (origin: string) => boolean | Promise<boolean>;
  readonly get: object;
  readonly post: object;
}[] = [
  {
    title: "resolves true",
    rule: async (origin) => {
      await setTimeout(1);
      return origin === APP;
    },
    get: { status: 200, cors: READ },
    post: { status: 200, cors: READ },
  },
  {
    title: "resolves false",
    rule: async () => false,
    get: { status: 200, cors: VARY },
    post: { status: 403, cors: VARY },
  },
  {
    title: "rejects",
    rule: () => Promise.reject(new Error("the database is down")),
    get: { status: 200, cors: VARY },
    post: { status: 503, cors: VARY },
  },
  {
    title: "throws",
    rule: () => {
      throw new Error("the database is down");
    },
    get: { status: 200, cors: VARY },
    post: { status: 503, cors: VARY },
  },
  {
    title: "never settles",
    rule: () => new Promise<boolean>(() => {}),
    get: { status: 200, cors: VARY },
    post: { status: 503, cors: VARY },
  },
];

describe.each(HOSTS)("$host", ({ build }) => {
  test.each(RULES)("a rule that $title", async ({ rule, get, post }) => {
    const layer = cors({ origin: rule, originTimeout: 50 });
    const listener = build([layer], (_, response: ServerResponse) => void response.end());
    await withServer(listener, async (port) => {
      const headers = { origin: APP };
      expect(await ask(port, { headers })).toMatchObject(get);
      expect(await ask(port, { method: "POST", headers })).toMatchObject(post);
      expect(await ask(port, { headers: {} })).toMatchObject({ status: 200, cors: VARY });
    });
  });
});
