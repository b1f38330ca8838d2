import { createServer, type RequestListener } from "node:http";
import { USUAL_METHODS } from "@corsage/core";
import { CorsHost, CorsRefusal, guardResponse, RequestView } from "@corsage/host";
import { runBare } from "../bare-application.ts";
import type { Assignment, Host, StartedHost } from "../host.ts";
import { close, listen } from "../listening.ts";

/** `node:http` with nothing between it and the host kit: what an adapter comes down to. */
export const bare: Host = {
  name: "host kit on node:http",
  offers: new Set(),
  start,
};

async function start(assignment: Assignment): Promise<StartedHost> {
  const server = createServer(bareListener(assignment));
  await listen(server);
  return { server, close: () => close(server) };
}

/** The same without a server of its own, for one that serves several applications. */
export function bareListener(assignment: Assignment): RequestListener {
  const host = new CorsHost({ warn() {} });
  const configuration = host.configure(assignment.app.cors);
  const policy = host.cells.derive(configuration.application, (base) =>
    base.forMethods(USUAL_METHODS),
  );
  return async (request, response) => {
    const view = new RequestView(request, configuration.selfOrigins);
    const decision = await host.decide(policy, view);
    guardResponse(response, host.rule(decision, view, configuration));
    if (decision.kind === "preflight") {
      response.writeHead(decision.answer ?? 204).end();
    } else if (decision.answer !== undefined) {
      const refusal = new CorsRefusal(decision, view);
      response.writeHead(refusal.statusCode, {
        "content-type": "application/json",
        ...refusal.headers,
      });
      response.end(JSON.stringify(refusal));
    } else {
      await runBare(assignment, request, response);
    }
  };
}
