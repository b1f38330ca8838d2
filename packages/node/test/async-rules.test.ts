import { EventEmitter, once } from "node:events";
import { request as open, type ServerResponse } from "node:http";
import { setImmediate as nextTurn, setTimeout as wait } from "node:timers/promises";
import { ask, from, preflight, withServer } from "@corsage/wire";
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
      await wait(1);
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

  test("a client that leaves while a rule is waited for disturbs nobody", async () => {
    const rule = new EventEmitter();
    const layer = cors({
      origin: async () => {
        rule.emit("asked");
        await once(rule, "answered");
        return true;
      },
    });
    const listener = build([layer], (_, response: ServerResponse) => void response.end());
    await withServer(listener, async (port) => {
      const headers = { origin: APP, "access-control-request-method": "PUT" };
      const gone = open({ port, host: "127.0.0.1", method: "OPTIONS", headers });
      gone.on("error", () => undefined);
      gone.end();
      await once(rule, "asked");
      gone.destroy();
      await new Promise((resolve) => gone.once("close", resolve));
      rule.emit("answered");
      rule.on("asked", () => setImmediate(() => rule.emit("answered")));
      expect(await ask(port, from(APP))).toMatchObject({ status: 200, cors: READ });
    });
  });

  test.each([
    { title: "a preflight", asked: preflight(APP, "PUT") },
    { title: "a read", asked: from(APP) },
    { title: "a write", asked: from(APP, "/", { method: "POST" }) },
    {
      title: "a write that is refused",
      asked: from("https://evil.example.net", "/", { method: "POST" }),
    },
  ])("$title that a timeout has answered while a rule was waited for", async ({ asked }) => {
    const rejections: unknown[] = [];
    const listen = (reason: unknown): void => void rejections.push(reason);
    process.on("unhandledRejection", listen);
    const ran: string[] = [];
    const rule = new EventEmitter();
    const layer = cors({
      origin: async (origin) => {
        await once(rule, "answered");
        return origin === APP;
      },
    });
    const listener = build([layer], () => void ran.push("handler"));
    try {
      await withServer(
        (request, response) => {
          response.once("finish", () => rule.emit("answered"));
          listener(request, response);
          setTimeout(() => response.writeHead(503).end(), 10);
        },
        async (port) => {
          expect((await ask(port, asked)).status).toBe(503);
          await nextTurn();
        },
      );
    } finally {
      process.off("unhandledRejection", listen);
    }
    expect({ ran, rejections }).toStrictEqual({ ran: [], rejections: [] });
  });
});
