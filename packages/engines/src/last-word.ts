import { once } from "node:events";
import { createServer, type Server } from "node:http";

/**
 * A server that no page may read. What a browser says about a request to it comes after what it says about any before:
 * heard that, all has been heard. By its number no two are taken for each other.
 */
export class LastWord {
  readonly #server: Server;
  readonly #origin: string;
  readonly #awaited = new Map<string, () => void>();
  #asked = 0;

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.#origin = `http://127.0.0.1:${port}`;
  }

  static async start(): Promise<LastWord> {
    const server = createServer((_, response) => void response.end());
    server.unref();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    return new LastWord(server, address !== null && typeof address === "object" ? address.port : 0);
  }

  /** Has `request` fetch a URL from the page, and waits for {@link hear} to be told of it, for at most `ms`. */
  async await(request: (url: string) => Promise<unknown>, ms: number): Promise<void> {
    const url = `${this.#origin}/${(this.#asked += 1)}`;
    let timer: NodeJS.Timeout | undefined;
    const heard = new Promise<void>((resolve) => {
      this.#awaited.set(url, resolve);
      timer = setTimeout(resolve, ms);
    });
    try {
      await request(url);
      await heard;
    } finally {
      clearTimeout(timer);
      this.#awaited.delete(url);
    }
  }

  /** Whether a text is about such a request, and so of no interest to anybody else. */
  hear(text: string): boolean {
    const url = /http:\/\/127\.0\.0\.1:\d+\/\d+/.exec(text)?.[0];
    if (url === undefined || !url.startsWith(`${this.#origin}/`)) return false;
    this.#awaited.get(url)?.();
    return true;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
