import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { ask, type Answered, type Asked, from, preflight, withServer } from "@corsage/wire";
import type { Express } from "express";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createLayer } from "./readme/asynchronous.ts";
import { server } from "./readme/node-http.ts";
import { layer as replaceable, reload } from "./readme/replace.ts";
import { layer } from "./readme/several-policies.ts";

const README = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const SNIPPETS = [...README.matchAll(/<!-- (test\/readme\/[a-z-]+\.ts) -->\n+```ts\n(.*?)```/gs)];

const APP = "https://app.example.com";

test("every snippet is a file that is compiled, and run below", () => {
  expect(SNIPPETS).toHaveLength(README.match(/^```ts$/gm)?.length ?? 0);
  expect(SNIPPETS).toHaveLength(6);
});

test.each(SNIPPETS.map(([, file, text]) => ({ file, text })))("$file", ({ file, text }) => {
  expect(text).toBe(readFileSync(new URL(`../${file}`, import.meta.url), "utf8"));
});

describe("article.ts and express.ts, with origins from the environment", () => {
  const ADMIN = "https://admin.example.com";
  let there: Express;
  let here: Express;
  beforeAll(async () => {
    vi.stubEnv("CORS_ORIGINS", `${APP},${ADMIN}`);
    there = (await import("./readme/article.ts")).app.set("env", "test");
    here = (await import("./readme/express.ts")).app;
  });
  afterAll(() => void vi.unstubAllEnvs());

  const send = (app: Express, asked: Asked): Promise<Answered> =>
    withServer(app, (port) => ask(port, asked));

  test("what is listed is granted here as there", async () => {
    const asked = preflight(ADMIN, "PUT", "/orders", "content-type");
    const before = await Promise.all([send(there, asked), send(here, asked)]);
    expect(before.map(({ status }) => status)).toStrictEqual([204, 204]);
    const [granted, moved] = before.map(({ cors }) => cors);
    expect(moved).toStrictEqual({
      "access-control-allow-origin": ADMIN,
      "access-control-allow-credentials": "true",
      "access-control-allow-methods": "GET, HEAD, POST, PUT, DELETE",
      "access-control-allow-headers": "content-type, authorization",
      "access-control-max-age": "7200",
      vary: "Origin",
    });
    expect(granted).toStrictEqual({
      ...moved,
      "access-control-allow-methods": "GET,POST,PUT,DELETE",
      "access-control-allow-headers": "Content-Type,Authorization",
      "access-control-max-age": "86400",
    });
    const actual = from(APP, "/orders");
    const [read, movedRead] = [await send(there, actual), await send(here, actual)];
    expect(movedRead).toMatchObject({ status: 200, body: "[]", cors: read.cors });
  });

  test("without Origin both answer", async () => {
    const asked = { path: "/orders" };
    expect(await send(there, asked)).toMatchObject({ status: 200, body: "[]" });
    expect(await send(here, asked)).toMatchObject({ status: 200, body: "[]" });
  });

  test("a stranger's read is an error of the server there, and merely hidden here", async () => {
    const asked = from("https://evil.example.net", "/orders");
    expect(await send(there, asked)).toMatchObject({ status: 500, cors: {} });
    const hidden = await send(here, asked);
    expect(hidden.status).toBe(200);
    expect(hidden.cors).toStrictEqual({ vary: "Origin" });
  });
});

test("several-policies.ts", () => {
  expect(layer.routes().map(({ url, policy }) => [url, policy])).toStrictEqual([
    ["/internal", undefined],
    ["/reports", "partners"],
    ["/status", undefined],
    ["/", undefined],
  ]);
});

test("asynchronous.ts", async () => {
  const asked: string[] = [];
  const asynchronous = createLayer(async (origin) => {
    asked.push(origin);
    return true;
  });
  const told = { method: "GET", url: "/", origin: "https://tenant.example" };
  expect(await asynchronous.explain(told)).toMatchObject({ decision: { allowed: true } });
  expect(asked).toStrictEqual(["https://tenant.example"]);
});

test("node-http.ts", async () => {
  const [listener] = server.listeners("request");
  const answer = await withServer(
    (request, response) => void listener?.call(server, request, response),
    (port) => ask(port, { headers: { origin: APP } }),
  );
  expect(answer).toMatchObject({ body: "hello", cors: { "access-control-allow-origin": APP } });
});

test("replace.ts", async () => {
  const told = { method: "GET", url: "/", origin: "https://new.example.com" };
  reload({ origin: ["https://new.example.com"] });
  expect(await replaceable.explain(told)).toMatchObject({ decision: { allowed: true } });
  const complaint = vi.spyOn(console, "error").mockReturnValue(undefined);
  reload({ origin: ["https://new.example.com/"] });
  expect(complaint).toHaveBeenCalledOnce();
  expect(await replaceable.explain(told)).toMatchObject({ decision: { allowed: true } });
});

test("CommonJS: a program requires it as it is", async () => {
  const program = `
    const { cors } = require("@corsage/node");
    const app = require("express4")().use(cors({ origin: ["${APP}"] }));
    const server = app.listen(0, "127.0.0.1", async () => {
      const url = "http://127.0.0.1:" + server.address().port;
      const { headers } = await fetch(url, { headers: { origin: "${APP}" } });
      console.log(headers.get("access-control-allow-origin"));
      server.close();
    });`;
  const cwd = new URL("..", import.meta.url);
  const args = ["--input-type=commonjs", "--no-warnings", "-e", program];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd });
  expect(stdout.trim()).toBe(APP);
});

test("Limits: a handshake is explained", async () => {
  const told = {
    method: "GET",
    url: "/socket",
    origin: "https://evil.example.net",
    headers: { upgrade: "websocket" },
  };
  expect((await layer.explain(told)).decision.answer).toBe(403);
});
