import { createServer, type Server } from "node:http";
import { close, listen, portOf } from "../src/listening.ts";

/**
 * A server as tutorials have it: the origin is repeated, `Vary` is forgotten, the answer may be cached. Under
 * `/vary-when-granted` it is remembered, but only beside the origin.
 */
export class CarelessServer {
  readonly port: number;
  readonly #server: Server;
  readonly #urls: readonly string[];

  private constructor(server: Server, urls: readonly string[]) {
    this.port = portOf(server);
    this.#server = server;
    this.#urls = urls;
  }

  static async start(): Promise<CarelessServer> {
    const urls: string[] = [];
    const server = createServer(({ url = "", headers: { origin } }, response) => {
      urls.push(url);
      response.writeHead(200, {
        "cache-control": "max-age=600",
        "content-type": "image/png",
        ...(origin !== undefined && {
          "access-control-allow-origin": origin,
          ...(url.startsWith("/vary-when-granted") && { vary: "origin" }),
        }),
      });
      response.end("no picture, but nobody looks");
    });
    await listen(server);
    return new CarelessServer(server, urls);
  }

  /** Requests that arrived for a path and query. */
  countOf(url: string): number {
    return this.#urls.filter((seen) => seen === url).length;
  }

  close(): Promise<void> {
    return close(this.#server);
  }
}
