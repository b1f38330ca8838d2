import { createServer, IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { expect, test } from "vitest";
import { claimRequest } from "../src/request-claim.ts";
import { RequestView } from "../src/request-view.ts";

test("the first layer has a request, later ones are told who", async () => {
  const claims: unknown[] = [];
  const server = createServer((request, response) => {
    for (const layer of ["first", "second"]) {
      claims.push(claimRequest(new RequestView(request, undefined), layer));
    }
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

test("a request that a test makes up, without raw header lines, can be claimed too", () => {
  const request = new IncomingMessage(new Socket());
  Reflect.deleteProperty(request, "rawHeaders");
  const claims = ["first", "second"].map((layer) =>
    claimRequest(new RequestView(request, undefined), layer),
  );
  expect(claims).toStrictEqual([undefined, "first"]);
});
