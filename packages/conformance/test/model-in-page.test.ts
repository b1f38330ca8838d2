import { createServer, type Server } from "node:http";
import { fileURLToPath } from "node:url";
import { type Engine, enginesToTest, launch } from "@corsage/engines";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { close, listen, portOf } from "../src/listening.ts";
import { type Walked, walkPolicy } from "./in-page-model.ts";

// The model needs nothing that a page has not: bundled as a page would have it, it runs there.

const entry = fileURLToPath(new URL("in-page-model.ts", import.meta.url));
let server: Server;

beforeAll(async () => {
  const built = await build({
    configFile: false,
    logLevel: "error",
    build: { write: false, lib: { entry, formats: ["es"], fileName: "model" } },
  });
  const [bundle] = Array.isArray(built) ? built : [];
  const [chunk] = bundle?.output ?? [];
  server = createServer(({ url }, response) => {
    if (url === "/model.js") {
      response.setHeader("content-type", "text/javascript").end(chunk?.code);
    } else {
      response.setHeader("content-type", "text/html").end("<!doctype html><title>page</title>");
    }
  });
  await listen(server);
}, 60_000);
afterAll(() => close(server));

describe.each(enginesToTest())("in a page of %s", (name) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await launch(name);
  }, 120_000);
  afterAll(() => engine.close());

  test("a policy is walked as in Node", async () => {
    await engine.open(`http://app.localhost:${portOf(server)}/`);
    const walked = await engine.evaluate<readonly Walked[]>(
      `import("/model.js").then(({ walkPolicy }) => walkPolicy())`,
    );
    const inNode: unknown = JSON.parse(JSON.stringify(await walkPolicy()));
    expect(walked).toEqual(inNode);
    const outcomes = walked.map(({ outcome, failure }) => failure ?? outcome);
    expect(new Set(outcomes)).toEqual(new Set(["readable", "acao-missing", "preflight-status"]));
  });
});
