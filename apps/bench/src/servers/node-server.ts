import { createServer, type Server, type ServerResponse } from "node:http";
import { cors as corsage } from "@corsage/node";
import cors from "cors";
import type { PolicyKind, Variant } from "../matrix.ts";
import { BODY, BYTES, corsageOptions, peerOptions, PREFLIGHT_BYTES } from "../policies.ts";

const TYPE = { "content-type": "application/json", "content-length": String(BODY.length) };

function answer(response: ServerResponse): void {
  response.writeHead(200, TYPE).end(BODY);
}

export function createNodeServer(variant: Variant, policy: PolicyKind): Server {
  switch (variant) {
    case "bare":
      return createServer((request, response) =>
        request.method === "OPTIONS" ? void response.writeHead(204).end() : answer(response),
      );
    case "bytes":
      return createServer((request, response) => {
        if (request.method === "OPTIONS") response.writeHead(204, PREFLIGHT_BYTES).end();
        else response.writeHead(200, { ...TYPE, ...BYTES }).end(BODY);
      });
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
