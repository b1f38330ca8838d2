import { createServer } from "node:http";
import { expect, test } from "vitest";
import { claimRequest } from "../src/request-claim.ts";

test("the first layer has a request, later ones are told who", async () => {
  const claims: unknown[] = [];
  const server = createServer((request, response) => {
    claims.push(claimRequest(request, "first"), claimRequest(request, "second"));
    response.end();
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  await fetch(`http://127.0.0.1:${port}/`, { headers: { connection: "close" } });
  await fetch(`http://127.0.0.1:${port}/`, { headers: { connection: "close" } });
  await new Promise((resolve) => server.close(resolve));
  expect(claims).toStrictEqual([undefined, "first", undefined, "first"]);
});
