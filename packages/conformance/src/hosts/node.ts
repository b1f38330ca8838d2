import { createServer } from "node:http";
import { cors } from "@corsage/node";
import { runBare } from "../bare-application.ts";
import type { Assignment, Host, StartedHost } from "../host.ts";
import { close, listen } from "../listening.ts";

/** `node:http` with the middleware. */
export const node: Host = {
  name: "node:http",
  offers: new Set(["path-policies"]),
  start,
};

async function start(assignment: Assignment): Promise<StartedHost> {
  const middleware = cors(assignment.app.cors);
  const server = createServer((request, response) => {
    middleware(request, response, () => {
      void runBare(assignment, request, response);
    });
  });
  await listen(server);
  return { server, close: () => close(server) };
}
