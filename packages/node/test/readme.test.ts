import { readFileSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { createLayer } from "./readme/asynchronous.ts";
import { server } from "./readme/node-http.ts";
import { layer as replaceable, reload } from "./readme/replace.ts";
import { layer } from "./readme/several-policies.ts";
import { ask, withServer } from "./wire.ts";

const README = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const SNIPPETS = [...README.matchAll(/<!-- (test\/readme\/[a-z-]+\.ts) -->\n+```ts\n(.*?)```/gs)];

const APP = "https://app.example.com";

test("every snippet is a file that is compiled, and run below", () => {
  expect(SNIPPETS).toHaveLength(README.match(/^```ts$/gm)?.length ?? 0);
  expect(SNIPPETS).toHaveLength(5);
});

test.each(SNIPPETS.map(([, file, text]) => ({ file, text })))("$file", ({ file, text }) => {
  expect(text).toBe(readFileSync(new URL(`../${file}`, import.meta.url), "utf8"));
});

test("express.ts: origins from the environment", async () => {
  vi.stubEnv("CORS_ORIGINS", `${APP},https://admin.example.com`);
  const { app } = await import("./readme/express.ts");
  const headers = { origin: "https://admin.example.com", "access-control-request-method": "PUT" };
  const answer = await withServer(app, (port) => ask(port, { method: "OPTIONS", headers }));
  expect(answer.cors).toStrictEqual({
    "access-control-allow-origin": "https://admin.example.com",
    "access-control-allow-credentials": "true",
    "access-control-allow-methods": "GET, HEAD, POST, PUT, DELETE",
    "access-control-allow-headers": "content-type, authorization",
    "access-control-max-age": "7200",
    vary: "Origin",
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

test("Limits: a handshake is explained", async () => {
  const told = {
    method: "GET",
    url: "/socket",
    origin: "https://evil.example.net",
    headers: { upgrade: "websocket" },
  };
  expect((await layer.explain(told)).decision.answer).toBe(403);
});
