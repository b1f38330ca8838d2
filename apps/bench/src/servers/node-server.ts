import { createServer, type Server, type ServerResponse } from "node:http";
import { cors as corsage } from "@corsage/node";
import cors from "cors";
import type { Contestant } from "../matrix.ts";
import { BODY, BYTES, corsageOptions, peerOptions } from "../policies.ts";

const TYPE = { "content-type": "application/json", "content-length": String(BODY.length) };

function answer(response: ServerResponse): void {
  response.writeHead(200, TYPE).end(BODY);
}

export function createNodeServer({ variant, policy, traffic }: Contestant): Server {
  switch (variant) {
    case "bare":
      return createServer((request, response) =>
        request.method === "OPTIONS" ? void response.writeHead(204).end() : answer(response),
      );
    case "floor": // on node:http that is the route's own lines
    case "bytes": {
      const head = { ...TYPE, ...BYTES[traffic] };
      return createServer((request, response) => {
        if (request.method === "OPTIONS") response.writeHead(204, BYTES[traffic]).end();
        else response.writeHead(200, head).end(BODY);
      });
    }
    case "front":
    case "corsage": {
      const middleware = corsage(corsageOptions(policy));
      return createServer((request, response) =>
        middleware(request, response, () => answer(response)),
      );
    }
    case "peer": {
      const middleware = cors(peerOptions(policy));
      return createServer((request, response) =>
        middleware(request, response, () => answer(response)),
      );
    }
  }
}
