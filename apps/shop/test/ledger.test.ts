import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { afterEach, expect, test } from "vitest";
import { Ledger, type LedgerEntry } from "../src/ledger.ts";

let server: Server | undefined;
afterEach(() => {
  server?.close();
  server?.closeAllConnections();
});

/** A server that answers `/handled` from a handler and everything else without one. */
async function serve(ledger: Ledger): Promise<string> {
  server = createServer((request, response) => {
    if (request.url?.startsWith("/handled") === true) ledger.handled(request);
    response.setHeader("access-control-allow-origin", "https://set.example");
    response.setHeader("x-other", "not ours");
    response.writeHead(202, { "Access-Control-Allow-Origin": "https://given.example" }).end();
  });
  ledger.watch(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
}

const entry: LedgerEntry = {
  method: "GET",
  path: "/handled",
  origin: undefined,
  requestMethod: undefined,
  requestHeaders: undefined,
  cookie: false,
  handlerRan: true,
  status: 202,
  answer: { "access-control-allow-origin": "https://given.example" },
};

test("a request that names its try is kept, with the headers that went out", async () => {
  const ledger = new Ledger();
  const url = await serve(ledger);
  await fetch(`${url}/handled?try=a`);
  expect(ledger.read("a")).toEqual([entry]);
});

test("what no handler sees is kept as well", async () => {
  const ledger = new Ledger();
  const url = await serve(ledger);
  await fetch(`${url}/refused?try=a`, { method: "OPTIONS", headers: { cookie: "a=b" } });
  expect(ledger.read("a")).toEqual([
    { ...entry, method: "OPTIONS", path: "/refused", cookie: true, handlerRan: false },
  ]);
});

test("requests of one try are kept in order, others apart", async () => {
  const ledger = new Ledger();
  const url = await serve(ledger);
  await fetch(`${url}/one?try=a`);
  await fetch(`${url}/other?try=b`);
  await fetch(`${url}/two?try=a`);
  await fetch(`${url}/unnamed`);
  expect(ledger.read("a").map(({ path }) => path)).toEqual(["/one", "/two"]);
  expect(ledger.read("b").map(({ path }) => path)).toEqual(["/other"]);
  expect(ledger.read("c")).toEqual([]);
});
