import { request as forward } from "node:http";
import { createServer, type Server } from "node:https";
import type { Identity } from "@corsage/engines";
import { close, listen, portOf } from "../src/listening.ts";

/** TLS in front of a server that has none, as a load balancer would be: bytes are passed on, lines are kept. */
export class SecureFront {
  readonly port: number;
  readonly #server: Server;

  private constructor(server: Server) {
    this.port = portOf(server);
    this.#server = server;
  }

  /** @param port of the server behind, on this machine. */
  static async start(identity: Identity, port: number): Promise<SecureFront> {
    const server = createServer({ ...identity }, (request, response) => {
      const { method, url, rawHeaders } = request;
      const behind = forward({ host: "127.0.0.1", port, method, path: url, headers: rawHeaders });
      behind.once("error", () => response.destroy());
      behind.once("response", (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.statusMessage, answer.rawHeaders);
        answer.once("error", () => response.destroy());
        answer.pipe(response);
      });
      request.pipe(behind);
    });
    await listen(server);
    return new SecureFront(server);
  }

  close(): Promise<void> {
    return close(this.#server);
  }
}
