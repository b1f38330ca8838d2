import { createServer, type Server } from "node:http";
import { close, listen, portOf } from "../src/listening.ts";
import { isPreflight, seenRequest } from "../src/seen-request.ts";

/** Allows what its URL says, `?age=…&methods=…`, and remembers in which order it was asked for what. */
export class RememberingServer {
  readonly port: number;
  readonly #server: Server;
  readonly #seen: string[] = [];

  private constructor(server: Server) {
    this.port = portOf(server);
    this.#server = server;
    server.on("request", (request, response) => {
      const url = new URL(request.url ?? "", "http://localhost");
      const asked = isPreflight(seenRequest(request));
      this.#seen.push(`${asked ? "preflight" : request.method} ${url.pathname}${url.search}`);
      const age = url.searchParams.get("age");
      const methods = url.searchParams.get("methods") ?? "PUT, DELETE";
      response.writeHead(asked ? 204 : 200, {
        "cache-control": "no-store",
        "access-control-allow-origin": "*",
        ...(asked && {
          "access-control-allow-methods": methods,
          "access-control-allow-headers":
            "x-a, if-match, if-modified-since, if-none-match, if-range, if-unmodified-since",
          ...(age !== null && { "access-control-max-age": age }),
        }),
      });
      response.end();
    });
  }

  static async start(): Promise<RememberingServer> {
    const server = createServer();
    await listen(server);
    return new RememberingServer(server);
  }

  /** What was asked since the last time. URLs are shortened. */
  take(): readonly string[] {
    return this.#seen.splice(0).map((line) => line.replace(/a{20,}/, "a…"));
  }

  close(): Promise<void> {
    return close(this.#server);
  }
}
