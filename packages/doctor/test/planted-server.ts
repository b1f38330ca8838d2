import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Middleware of Connect's shape, as `app.use` takes it. */
export type Middleware = (
  request: IncomingMessage,
  response: ServerResponse,
  next: (error?: unknown) => void,
) => void;

export interface Running {
  /** Of `/orders`. */
  readonly url: string;
  close(): Promise<unknown>;
}

/** A real server on a free port, with a fault planted in its answers. */
export async function startServer(answer: Answer): Promise<Running> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/orders`,
    close: () =>
      new Promise<void>((resolve, reject) => {
        server.closeAllConnections();
        server.close((error) => (error === undefined ? resolve() : reject(error)));
      }),
  };
}

/** Header lines for `writeHead`, in its flat form: one name may stand twice. */
type Lines = readonly string[];

export const app = "http://app.localhost";

/** A correct server for `app`, to plant one fault in. Each part answers with status and header lines. */
export interface Parts {
  /** Whether an OPTIONS request that is no preflight is answered as one. */
  swallowsOptions?: true;
  preflight?(request: IncomingMessage): readonly [number, Lines];
  actual?(request: IncomingMessage): readonly [number, Lines];
}

const granted = (origin: string | undefined): Lines =>
  origin === app
    ? ["access-control-allow-origin", app, "access-control-allow-credentials", "true"]
    : [];

export function answerWith({ preflight, actual, swallowsOptions }: Parts): Answer {
  return (request, response) => {
    const { origin } = request.headers;
    const asksForMethod = request.headers["access-control-request-method"] !== undefined;
    const isPreflight =
      request.method === "OPTIONS" &&
      origin !== undefined &&
      (asksForMethod || swallowsOptions === true);
    const lists: Lines =
      origin === app
        ? [
            "access-control-allow-methods",
            "GET, HEAD, PUT",
            "access-control-allow-headers",
            "content-type",
          ]
        : [];
    const [status, lines] = isPreflight
      ? (preflight?.(request) ?? [204, [...granted(origin), ...lists, "vary", "Origin"]])
      : (actual?.(request) ?? [
          request.url === "/orders" || request.url === "/" ? 200 : 404,
          [...granted(origin), "vary", "Origin"],
        ]);
    response.writeHead(status, [...lines]);
    response.end();
  };
}
