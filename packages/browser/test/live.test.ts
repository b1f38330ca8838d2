import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { liveTransport } from "../src/live.ts";
import { answering, plantServer } from "./planted-server.ts";

const ask = { method: "GET", headers: [], body: undefined } as const;

/** Raw bytes, for what no HTTP library would say. */
async function plantBytes(answer: string): Promise<{ url: string; asked: () => string }> {
  let asked = "";
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.on("data", (bytes) => {
      asked += bytes.toString("latin1");
      if (answer !== "") socket.write(answer, "latin1");
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(() => {
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, asked: () => asked };
}

describe("liveTransport", () => {
  test("keeps lines apart that were sent apart, in their spelling", async () => {
    const server = await plantServer(
      answering(200, [
        ["Access-Control-Allow-Origin", "*"],
        ["access-control-allow-origin", "*"],
      ]),
    );
    const { headers, status, statusText } = await liveTransport()({ ...ask, url: server.origin });
    expect({ status, statusText }).toEqual({ status: 200, statusText: "OK" });
    expect(headers.filter(([name]) => /origin/i.test(name))).toEqual([
      ["Access-Control-Allow-Origin", "*"],
      ["access-control-allow-origin", "*"],
    ]);
  });

  test("writes the method's own bytes, the headers and the body", async () => {
    const { url, asked } = await plantBytes("HTTP/1.1 204 No Content\r\n\r\n");
    await liveTransport()({
      method: "patch",
      url: `${url}a?b`,
      headers: [
        ["origin", "null"],
        ["x-a", "1"],
      ],
      body: new TextEncoder().encode("hello"),
    });
    expect(asked()).toMatch(/^patch \/a\?b HTTP\/1\.1\r\n/);
    expect(asked()).toContain("\r\norigin: null\r\nx-a: 1\r\n");
    expect(asked()).toMatch(/\r\n\r\n(?:5\r\n)?hello/);
  });

  test.each(["POST", "DELETE", "OPTIONS"])("says how long the body of a %s is", async (method) => {
    const server = await plantServer(answering(200, []));
    const body = new TextEncoder().encode("hello");
    await liveTransport()({ method, url: server.origin, headers: [], body });
    const [seen] = server.seen;
    expect(seen).toMatchObject({ method, body: "hello", headers: { "content-length": "5" } });
  });

  test("follows no redirect", async () => {
    const server = await plantServer(answering(302, [["location", "/elsewhere"]]));
    const { status } = await liveTransport()({ ...ask, url: server.origin });
    expect(status).toBe(302);
    expect(server.seen.map(({ url }) => url)).toEqual(["/"]);
  });

  test("reads a body up to its limit", async () => {
    const server = await plantServer(answering(200, [], "0123456789"));
    const { body } = await liveTransport({ bodyLimit: 4 })({ ...ask, url: server.origin });
    expect(new TextDecoder().decode(body)).toBe("0123");
  });

  test("gives up on a server that never answers", async () => {
    const { url } = await plantBytes("");
    await expect(liveTransport({ timeout: 30 })({ ...ask, url })).rejects.toThrow(
      "No complete answer within 30 ms.",
    );
  });

  test("gives up on an answer that never ends", async () => {
    const { url } = await plantBytes("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc");
    await expect(liveTransport({ timeout: 30 })({ ...ask, url })).rejects.toThrow(
      "No complete answer within 30 ms.",
    );
  });

  test("takes 101 for an answer", async () => {
    const { url } = await plantBytes(
      "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
    );
    const { status } = await liveTransport()({
      method: "GET",
      url: url.replace("http", "ws"),
      headers: [
        ["connection", "Upgrade"],
        ["upgrade", "websocket"],
      ],
      body: undefined,
    });
    expect(status).toBe(101);
  });

  test("fails where nobody listens", async () => {
    await expect(liveTransport()({ ...ask, url: "http://127.0.0.1:1/" })).rejects.toThrow(
      "ECONNREFUSED",
    );
  });
});
