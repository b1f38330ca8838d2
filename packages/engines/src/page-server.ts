import { once } from "node:events";
import { createServer, type RequestListener, type Server, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { PageCase } from "./page-case.ts";
import { pageScript } from "./page-script.ts";

/** A key and its certificate, PEM. */
export interface Identity {
  readonly key: string;
  readonly cert: string;
}

/**
 * Serves an otherwise empty page that can run cases, on a port of its own: one more origin for every host name
 * that leads to this machine.
 */
export class PageServer {
  readonly port: number;
  readonly #scheme: "http" | "https";
  readonly #server: Server;
  readonly #batches: Map<string, readonly PageCase[]>;

  private constructor(
    server: Server,
    port: number,
    scheme: "http" | "https",
    batches: Map<string, readonly PageCase[]>,
  ) {
    this.#server = server;
    this.port = port;
    this.#scheme = scheme;
    this.#batches = batches;
  }

  /**
   * @param port on 127.0.0.1. Default 0: any free one.
   * @param identity makes it https. Engines check no certificate, so it need not be signed by anybody.
   */
  static async start(port: number = 0, identity?: Identity): Promise<PageServer> {
    const batches = new Map<string, readonly PageCase[]>();
    const listener: RequestListener = (request, response) => {
      answer(request.url ?? "", response, batches);
    };
    const server =
      identity === undefined
        ? createServer(listener)
        : createSecureServer({ ...identity }, listener);
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const actual = address !== null && typeof address === "object" ? address.port : port;
    return new PageServer(server, actual, identity === undefined ? "http" : "https", batches);
  }

  /**
   * @param host `"localhost"` (default), `"127.0.0.1"`, or any name under `localhost`. Ports of one name are the
   * same site; `localhost` and `127.0.0.1` are not, nor are `app.localhost` and `api.localhost`.
   * @example server.origin("app.shop.localhost") // "http://app.shop.localhost:39011"
   */
  origin(host: string = "localhost"): string {
    return `${this.#scheme}://${host}:${this.port}`;
  }

  /** Keeps a batch for the page to fetch: WebKit's inspector ends on large messages. Returns its path. */
  offer(cases: readonly PageCase[]): { readonly path: string; withdraw(): void } {
    const path = `/batches/${++lastBatch}`;
    this.#batches.set(path, cases);
    return { path, withdraw: () => void this.#batches.delete(path) };
  }

  async close(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    if (this.#server.listening) await once(this.#server, "close");
  }
}

let lastBatch = 0;

/** The empty icon keeps browsers from asking for one. */
const page = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Corsage page</title><link rel="icon" href="data:,">
<body><script>(${pageScript.toString()})()</script>`;

function answer(
  url: string,
  response: ServerResponse,
  batches: ReadonlyMap<string, readonly PageCase[]>,
): void {
  response.setHeader("cache-control", "no-store");
  const batch = batches.get(url);
  if (batch !== undefined) {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(batch));
    return;
  }
  response.setHeader("content-type", "text/html; charset=utf-8");
  switch (url) {
    case "/":
      response.end(page);
      return;
    case "/sandboxed":
      // The header, not the attribute: the frame may then load by URL and still has the origin `null`.
      response.setHeader("content-security-policy", "sandbox allow-scripts");
      response.end(page);
      return;
    case "/empty":
      response.end("<!doctype html>");
      return;
    default:
      response.statusCode = 404;
      response.end();
  }
}
