import { ServerResponse } from "node:http";
import { ORIGIN, STRANGER, type Traffic } from "./matrix.ts";
import { fresh } from "./micro-measure.ts";

/** What a browser sends beside `Origin`. */
const BROWSER: Readonly<Record<string, string>> = {
  host: "127.0.0.1:3000",
  connection: "keep-alive",
  "user-agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156",
  accept: "*/*",
  "accept-language": "en-GB,en;q=0.9",
  "accept-encoding": "gzip, deflate, br, zstd",
  "sec-fetch-site": "cross-site",
  "sec-fetch-mode": "cors",
  "sec-fetch-dest": "empty",
};

/** A request as a parser leaves it: an object of its own, each value in new memory. */
export class FakeRequest {
  readonly httpVersionMajor = 1;
  readonly httpVersionMinor = 1;
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string> = {};
  /** Empty: of these lines, nobody here reads more than which request they belong to. */
  readonly rawHeaders: string[] = [];

  constructor(traffic: Traffic, url = "/orders") {
    this.url = url;
    const isPreflight = traffic.startsWith("preflight");
    this.method = isPreflight ? "OPTIONS" : "GET";
    for (const name of Object.keys(BROWSER)) this.headers[name] = BROWSER[name] ?? "";
    if (traffic !== "get-no-origin") {
      this.headers["origin"] = fresh(traffic.endsWith("refused") ? STRANGER : ORIGIN);
    }
    if (isPreflight) {
      this.headers["access-control-request-method"] = fresh("GET");
      this.headers["access-control-request-headers"] = fresh("authorization");
    }
  }
}

/** Node's own response, without a socket: the head is put together, and sent nowhere. */
export function createResponse(request: FakeRequest): ServerResponse {
  // The constructor reads the method and the version alone; the type asks for a whole message.
  return Reflect.construct(ServerResponse, [request]);
}

/** A Fastify request, as far as hooks read it. */
export class FakeFastifyRequest {
  readonly raw: FakeRequest;
  readonly routeOptions = { config: {}, url: "/orders" };
  readonly is404 = false;
  corsPreflightEnabled = false;

  constructor(raw: FakeRequest) {
    this.raw = raw;
  }

  get headers(): Record<string, string> {
    return this.raw.headers;
  }

  get host(): string {
    return this.raw.headers["host"] ?? "";
  }

  get hostname(): string {
    return this.host.split(":", 1)[0] ?? "";
  }
}

/** A Fastify reply, as far as hooks use it, keeping headers as Fastify does: in an object that `writeHead` gets. */
export class FakeReply {
  readonly raw: ServerResponse;
  readonly #headers: Record<string, string> = {};
  #status = 200;

  constructor(raw: ServerResponse) {
    this.raw = raw;
  }

  getHeader(name: string): string | undefined {
    return this.#headers[name.toLowerCase()];
  }

  header(name: string, value: string): this {
    this.#headers[name.toLowerCase()] = value;
    return this;
  }

  headers(lines: Readonly<Record<string, string>>): this {
    for (const name of Object.keys(lines)) this.header(name, lines[name] ?? "");
    return this;
  }

  code(status: number): this {
    this.#status = status;
    return this;
  }

  send(): void {
    if (this.#status === 204) {
      delete this.#headers["content-type"];
      delete this.#headers["content-length"];
    }
    this.raw.writeHead(this.#status, this.#headers);
    this.raw.end();
  }
}
