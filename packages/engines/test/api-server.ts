import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";

/** One request as it arrived. */
interface Arrival {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
}

/**
 * The other origin. A path says what it answers: what begins with `/open` is for everybody, `/closed` for nobody,
 * `/for-put` for everybody and with PUT, `/events` is a stream of events, `/moved` leads to `/open/target`.
 */
export class ApiServer {
  readonly origin: string;
  readonly arrivals: Arrival[] = [];
  readonly close: () => void;

  private constructor(port: number, close: () => void) {
    this.origin = `http://localhost:${port}`;
    this.close = close;
  }

  static async start(): Promise<ApiServer> {
    const server = createServer((request, response) => {
      const { method = "", url = "", headers } = request;
      api.arrivals.push({ method, path: url, headers });
      response.setHeader("cache-control", "no-store");
      if (!url.startsWith("/closed")) {
        response.setHeader("access-control-allow-origin", headers.origin ?? "*");
        response.setHeader("access-control-expose-headers", "x-readable");
      }
      if (url.startsWith("/for-put")) response.setHeader("access-control-allow-methods", "PUT");
      if (url.startsWith("/events")) {
        response.setHeader("content-type", "text/event-stream");
        response.write("data: hello\n\n");
        return;
      }
      if (url.startsWith("/moved")) response.setHeader("location", "/open/target");
      response.statusCode = url.startsWith("/moved") ? 302 : method === "OPTIONS" ? 204 : 200;
      response.setHeader("x-readable", "yes");
      response.setHeader("x-hidden", "yes");
      response.end(method === "OPTIONS" ? undefined : "body");
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    const api = new ApiServer(address.port, () => {
      server.close();
      server.closeAllConnections();
    });
    return api;
  }

  /** Method names of what arrived for a path, in order. */
  methods(path: string): string[] {
    return this.arrivals.filter((arrival) => arrival.path === path).map(({ method }) => method);
  }
}
